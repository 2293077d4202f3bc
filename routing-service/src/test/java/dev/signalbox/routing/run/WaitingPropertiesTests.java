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

class WaitingPropertiesTests {

  private static WaitingProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.routing.waiting", WaitingProperties.class);
  }

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new WaitingProperties(8, Duration.ofSeconds(30)));
  }

  @Test
  void readsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.routing.waiting.most", "1",
                    "signalbox.routing.waiting.patience", "2s")))
        .isEqualTo(new WaitingProperties(1, Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({"most, -1", "patience, -1s"})
  void refusesWhatMakesNoSense(String property, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.routing.waiting." + property, value)))
        .isInstanceOf(BindException.class);
  }
}
