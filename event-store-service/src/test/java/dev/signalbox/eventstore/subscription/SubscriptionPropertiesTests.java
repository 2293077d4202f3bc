package dev.signalbox.eventstore.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SubscriptionPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new SubscriptionProperties(
                Duration.ofSeconds(15), 500, 10, Duration.ofSeconds(20), 200));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.subscription.lease", "1s",
                    "signalbox.event-store.subscription.max-events", "2",
                    "signalbox.event-store.subscription.max-pages", "3",
                    "signalbox.event-store.subscription.max-wait", "4s",
                    "signalbox.event-store.subscription.max-waiting-polls", "5")))
        .isEqualTo(
            new SubscriptionProperties(Duration.ofSeconds(1), 2, 3, Duration.ofSeconds(4), 5));
  }

  private static SubscriptionProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.subscription", SubscriptionProperties.class);
  }
}
