package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FallbackPropertiesTests {

  private static FallbackProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.routing.fallback", FallbackProperties.class);
  }

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new FallbackProperties(
                2, 0.6, new FallbackProperties.Breaker(20, 10, 50, Duration.ofSeconds(30))));
  }

  @Test
  void readsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.routing.fallback.candidates", "1",
                    "signalbox.routing.fallback.nearness", "0.2",
                    "signalbox.routing.fallback.breaker.window", "3",
                    "signalbox.routing.fallback.breaker.minimum", "4",
                    "signalbox.routing.fallback.breaker.failure-rate", "5",
                    "signalbox.routing.fallback.breaker.open", "6s")))
        .isEqualTo(
            new FallbackProperties(
                1, 0.2, new FallbackProperties.Breaker(3, 4, 5, Duration.ofSeconds(6))));
  }

  @ParameterizedTest
  @CsvSource({
    "candidates, -1",
    "nearness, 1.1",
    "breaker.window, 0",
    "breaker.failure-rate, 0",
    "breaker.open, 0s"
  })
  void refusesWhatMakesNoSense(String property, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.routing.fallback." + property, value)))
        .isInstanceOf(BindException.class);
  }
}
