package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;

class PriceSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new PriceSettings(new ClassPathResource("prices/prices.json"), Duration.ofSeconds(30)));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.cost.prices.location", "classpath:prices/other.json",
                    "signalbox.cost.prices.refresh-interval", "5m")))
        .isEqualTo(
            new PriceSettings(new ClassPathResource("prices/other.json"), Duration.ofMinutes(5)));
  }

  @Test
  void refusesAnIntervalOfNothing() {
    assertThatThrownBy(() -> bind(Map.of("signalbox.cost.prices.refresh-interval", "0s")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static PriceSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.prices", PriceSettings.class);
  }
}
