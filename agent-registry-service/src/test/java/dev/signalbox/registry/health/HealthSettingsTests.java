package dev.signalbox.registry.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HealthSettingsTests {

  static final HealthSettings DEFAULTS =
      new HealthSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          3,
          2,
          Duration.ofMinutes(5),
          10,
          0.2,
          0.5,
          Duration.ofDays(7));

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.registry.health.interval", "10s",
                    "signalbox.registry.health.poll", "2s",
                    "signalbox.registry.health.lease", "30s",
                    "signalbox.registry.health.unhealthy-after", "5",
                    "signalbox.registry.health.healthy-after", "4",
                    "signalbox.registry.health.window", "10m",
                    "signalbox.registry.health.least-requests", "20",
                    "signalbox.registry.health.degraded-error-rate", "0.1",
                    "signalbox.registry.health.unhealthy-error-rate", "0.4",
                    "signalbox.registry.health.retention", "2d")))
        .isEqualTo(
            new HealthSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                5,
                4,
                Duration.ofMinutes(10),
                20,
                0.1,
                0.4,
                Duration.ofDays(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "interval,0s",
    "poll,0s",
    "lease,1s",
    "unhealthy-after,0",
    "healthy-after,0",
    "window,1s",
    "least-requests,0",
    "degraded-error-rate,0.6",
    "unhealthy-error-rate,1.1",
    "retention,1h"
  })
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.registry.health." + name, value)))
        .rootCause()
        .hasMessageContaining("signalbox.registry.health.");
  }

  private static HealthSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.health", HealthSettings.class);
  }
}
