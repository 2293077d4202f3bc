package dev.signalbox.streaming.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SocketPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.sockets";

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new SocketProperties(
                2000,
                32,
                8,
                DataSize.ofMegabytes(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofMinutes(60),
                Duration.ofSeconds(5)));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.of(
                    "max-connections", "1",
                    "max-streams", "2",
                    "max-waiting", "3",
                    "max-message", "4KB",
                    "stalled", "5s",
                    "ping", "6s",
                    "silence", "7s",
                    "idle", "8s",
                    "age", "9s",
                    "going-away", "10s")))
        .isEqualTo(
            new SocketProperties(
                1,
                2,
                3,
                DataSize.ofKilobytes(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                Duration.ofSeconds(10)));
  }

  @Test
  void whoIsAskedHasTimeToAnswer() {
    assertThatThrownBy(() -> bound(Map.of("ping", "60s"))).hasStackTraceContaining("shorter");
  }

  private static SocketProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, SocketProperties.class);
  }
}
