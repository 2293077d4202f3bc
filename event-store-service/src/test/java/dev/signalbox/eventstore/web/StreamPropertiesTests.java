package dev.signalbox.eventstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StreamPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new StreamProperties(200, Duration.ofMillis(25), Duration.ofMillis(500)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.streams.max-open", "1",
                    "signalbox.event-store.streams.shortest-pause", "2ms",
                    "signalbox.event-store.streams.longest-pause", "3ms")))
        .isEqualTo(new StreamProperties(1, Duration.ofMillis(2), Duration.ofMillis(3)));
  }

  private static StreamProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.streams", StreamProperties.class);
  }
}
