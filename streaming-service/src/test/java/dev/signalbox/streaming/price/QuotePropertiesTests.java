package dev.signalbox.streaming.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuotePropertiesTests {

  private static final String PREFIX = "signalbox.streaming.quotes";

  @Test
  void defaults() {
    assertThat(bound(Map.of())).isEqualTo(new QuoteProperties(Duration.ofMillis(250)));
  }

  @Test
  void names() {
    assertThat(bound(Map.of("patience", "0"))).isEqualTo(new QuoteProperties(Duration.ZERO));
  }

  @Test
  void nobodyWaitsForLessThanNothing() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bound(Map.of("patience", "-1s")))
        .withStackTraceContaining("0 or more");
  }

  private static QuoteProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, QuoteProperties.class);
  }
}
