package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.BoundProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RequestPropertiesTests {
  private static final String PREFIX = "signalbox.gateway.request";

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RequestProperties(
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(32),
                List.of()));
  }

  @Test
  void names() {
    assertThat(
            bind(
                Map.of(
                    "default-deadline", "1s",
                    "max-deadline", "2s",
                    "max-api-body", "3KB",
                    "max-model-body", "4KB",
                    "allowed-origins", "https://a.example,https://b.example")))
        .isEqualTo(
            new RequestProperties(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                DataSize.ofKilobytes(3),
                DataSize.ofKilobytes(4),
                List.of("https://a.example", "https://b.example")));
  }

  @Test
  void everyOriginIsNoOrigin() {
    assertThatThrownBy(() -> bind(Map.of("allowed-origins", "*")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bind(Map.of("default-deadline", "11m")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static RequestProperties bind(Map<String, String> values) {
    return BoundProperties.of(PREFIX, RequestProperties.class, values);
  }
}
