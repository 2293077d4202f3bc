package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.BoundProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPropertiesTests {
  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new KeyProperties("", Duration.ofSeconds(1), Duration.ofSeconds(1), 10_000));
  }

  @Test
  void names() {
    KeyProperties properties =
        bind(
            Map.of(
                "bootstrap", "sbx_secret",
                "cache-for", "2s",
                "cache-unknown-for", "3s",
                "cache-size", "4"));

    assertThat(properties)
        .isEqualTo(
            new KeyProperties("sbx_secret", Duration.ofSeconds(2), Duration.ofSeconds(3), 4));
    assertThat(properties.toString()).doesNotContain("sbx_secret");
  }

  @Test
  void aBoundMustBePositive() {
    assertThatThrownBy(() -> bind(Map.of("cache-for", "0s")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static KeyProperties bind(Map<String, String> values) {
    return BoundProperties.of("signalbox.gateway.keys", KeyProperties.class, values);
  }
}
