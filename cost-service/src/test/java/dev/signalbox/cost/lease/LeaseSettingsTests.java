package dev.signalbox.cost.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LeaseSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new LeaseSettings(
                Duration.ofSeconds(60), 10, Duration.ofMillis(500), Duration.ofDays(1)));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.cost.leases.duration", "5s",
                    "signalbox.cost.leases.share", "6",
                    "signalbox.cost.leases.lock-patience", "7ms",
                    "signalbox.cost.leases.retention", "8h")))
        .isEqualTo(
            new LeaseSettings(Duration.ofSeconds(5), 6, Duration.ofMillis(7), Duration.ofHours(8)));
  }

  @ParameterizedTest
  @CsvSource({"duration, 0s", "duration, 1h", "share, 0", "lock-patience, 0s", "retention, 1m"})
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.cost.leases." + name, value)))
        .rootCause()
        .hasMessageContaining(name);
  }

  private static LeaseSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.leases", LeaseSettings.class);
  }
}
