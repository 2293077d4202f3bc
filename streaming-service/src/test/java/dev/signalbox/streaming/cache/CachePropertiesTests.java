package dev.signalbox.streaming.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CachePropertiesTests {

  private static final String PREFIX = "signalbox.streaming.cache";

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new CacheProperties(
                Duration.ofDays(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(256), 10_000));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.of("max-age", "1h", "max-answer", "2KB", "max-total", "3KB", "max-keys", "4")))
        .isEqualTo(
            new CacheProperties(
                Duration.ofHours(1), DataSize.ofKilobytes(2), DataSize.ofKilobytes(3), 4));
  }

  @Test
  void agesAreWholeSeconds() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bound(Map.of("max-age", "999ms")))
        .withStackTraceContaining("a second or more");
  }

  private static CacheProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, CacheProperties.class);
  }
}
