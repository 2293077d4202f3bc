package dev.signalbox.registry.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EgressSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new EgressSettings(Duration.ofSeconds(10), DataSize.ofMegabytes(1), 3));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.registry.egress.timeout", "3s",
                    "signalbox.registry.egress.max-answer", "2KB",
                    "signalbox.registry.egress.max-redirects", "0")))
        .isEqualTo(new EgressSettings(Duration.ofSeconds(3), DataSize.ofKilobytes(2), 0));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new EgressSettings(Duration.ZERO, DataSize.ofMegabytes(1), 3))
        .hasMessageContaining("signalbox.registry.egress.timeout");
    assertThatThrownBy(() -> new EgressSettings(Duration.ofSeconds(1), DataSize.ofMegabytes(17), 3))
        .hasMessageContaining("max-answer");
    assertThatThrownBy(() -> new EgressSettings(Duration.ofSeconds(1), DataSize.ofMegabytes(1), 11))
        .hasMessageContaining("max-redirects");
  }

  private static EgressSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.egress", EgressSettings.class);
  }
}
