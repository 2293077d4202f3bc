package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.BoundProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SocketPropertiesTests {
  private static final String PREFIX = "signalbox.gateway.sockets";

  @Test
  void defaults() {
    assertThat(BoundProperties.of(PREFIX, SocketProperties.class, Map.of()))
        .isEqualTo(
            new SocketProperties(
                2000, DataSize.ofMegabytes(20), Duration.ofSeconds(1), Duration.ofSeconds(60)));
  }

  @Test
  void names() {
    assertThat(
            BoundProperties.of(
                PREFIX,
                SocketProperties.class,
                Map.of(
                    "max-connections", "1",
                    "max-message", "2KB",
                    "recheck", "3s",
                    "renew", "4s")))
        .isEqualTo(
            new SocketProperties(
                1, DataSize.ofKilobytes(2), Duration.ofSeconds(3), Duration.ofSeconds(4)));
  }
}
