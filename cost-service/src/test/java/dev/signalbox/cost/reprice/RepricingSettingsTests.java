package dev.signalbox.cost.reprice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RepricingSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new RepricingSettings(Duration.ofSeconds(5), 1000));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.cost.repricing.check-interval", "1m",
                    "signalbox.cost.repricing.page", "50")))
        .isEqualTo(new RepricingSettings(Duration.ofMinutes(1), 50));
  }

  @ParameterizedTest
  @CsvSource({"check-interval, 0s", "page, 0", "page, 10001"})
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.cost.repricing." + name, value)))
        .rootCause()
        .hasMessageContaining(name);
  }

  private static RepricingSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.repricing", RepricingSettings.class);
  }
}
