package dev.signalbox.cost.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AlertSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new AlertSettings(
                new BigDecimal("100.00"),
                "",
                false,
                "signalbox@localhost",
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                12,
                Duration.ofDays(30)));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.cost.alerts.threshold", "5.5",
                    "signalbox.cost.alerts.signing-secret", "a-secret-that-is-long-enough",
                    "signalbox.cost.alerts.allow-private-addresses", "true",
                    "signalbox.cost.alerts.sender", "a@b",
                    "signalbox.cost.alerts.poll", "2s",
                    "signalbox.cost.alerts.timeout", "3s",
                    "signalbox.cost.alerts.first-retry", "4s",
                    "signalbox.cost.alerts.attempts", "5",
                    "signalbox.cost.alerts.retention", "6d")))
        .isEqualTo(
            new AlertSettings(
                new BigDecimal("5.5"),
                "a-secret-that-is-long-enough",
                true,
                "a@b",
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                5,
                Duration.ofDays(6)));
  }

  @Test
  void keepsItsSecret() {
    assertThat(AlertFixtures.settings(AlertFixtures.SECRET, true).toString())
        .doesNotContain(AlertFixtures.SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "threshold, 0",
    "signing-secret, short",
    "poll, 0s",
    "timeout, 0s",
    "first-retry, 0s",
    "attempts, 0",
    "attempts, 21",
    "retention, 0s"
  })
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.cost.alerts." + name, value)))
        .rootCause()
        .hasMessageContaining(name);
  }

  private static AlertSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.alerts", AlertSettings.class);
  }
}
