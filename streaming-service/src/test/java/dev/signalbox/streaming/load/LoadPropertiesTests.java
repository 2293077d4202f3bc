package dev.signalbox.streaming.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoadPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.load";

  @Test
  void defaults() {
    assertThat(bound(Map.of())).isEqualTo(new LoadProperties(0, 256, Duration.ofSeconds(2)));
  }

  @Test
  void names() {
    assertThat(bound(Map.of("max-running", "1", "max-waiting", "2", "patience", "3s")))
        .isEqualTo(new LoadProperties(1, 2, Duration.ofSeconds(3)));
  }

  @Test
  void nothingIsNegative() {
    assertThatException()
        .isThrownBy(() -> bound(Map.of("max-waiting", "-1")))
        .havingRootCause()
        .withMessageContaining("signalbox.streaming.load");
  }

  private static LoadProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, LoadProperties.class);
  }
}
