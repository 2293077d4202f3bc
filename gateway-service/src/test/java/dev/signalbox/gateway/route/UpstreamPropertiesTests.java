package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.BoundProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UpstreamPropertiesTests {
  private static final String PREFIX = "signalbox.gateway.upstream";

  @Test
  void defaults() {
    assertThat(BoundProperties.of(PREFIX, UpstreamProperties.class, Map.of()))
        .isEqualTo(
            new UpstreamProperties(
                2048,
                1024,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                DataSize.ofKilobytes(32),
                Duration.ofSeconds(5)));
  }

  @Test
  void names() {
    assertThat(
            BoundProperties.of(
                PREFIX,
                UpstreamProperties.class,
                Map.of(
                    "max-connections", "1",
                    "max-waiting", "2",
                    "acquire-timeout", "3s",
                    "connect-timeout", "4s",
                    "idle-timeout", "5s",
                    "max-headers", "6KB",
                    "stream-grace", "7s")))
        .isEqualTo(
            new UpstreamProperties(
                1,
                2,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                DataSize.ofKilobytes(6),
                Duration.ofSeconds(7)));
  }
}
