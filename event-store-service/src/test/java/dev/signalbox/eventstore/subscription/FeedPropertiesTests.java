package dev.signalbox.eventstore.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FeedPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new FeedProperties(
                "signalbox.feed.", 100, 200, Duration.ofSeconds(10), Duration.ofMillis(250)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.feeds.topic-prefix", "a.",
                    "signalbox.event-store.feeds.max-subscriptions", "1",
                    "signalbox.event-store.feeds.batch-size", "2",
                    "signalbox.event-store.feeds.send-timeout", "3s",
                    "signalbox.event-store.feeds.interval", "4ms")))
        .isEqualTo(new FeedProperties("a.", 1, 2, Duration.ofSeconds(3), Duration.ofMillis(4)));
  }

  private static FeedProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.feeds", FeedProperties.class);
  }
}
