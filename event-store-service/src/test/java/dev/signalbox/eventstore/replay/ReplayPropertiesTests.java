package dev.signalbox.eventstore.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReplayPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new ReplayProperties("signalbox.replay.", 10_000, 4, Duration.ofSeconds(30)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.replay.topic-prefix", "again.",
                    "signalbox.event-store.replay.max-rate", "2",
                    "signalbox.event-store.replay.max-running", "3",
                    "signalbox.event-store.replay.lease", "4s")))
        .isEqualTo(new ReplayProperties("again.", 2, 3, Duration.ofSeconds(4)));
  }

  private static ReplayProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.replay", ReplayProperties.class);
  }
}
