package dev.signalbox.eventstore.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProjectionPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new ProjectionProperties(
                500,
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.projections.batch-size", "1",
                    "signalbox.event-store.projections.poll-interval", "2s",
                    "signalbox.event-store.projections.first-retry-delay", "3s",
                    "signalbox.event-store.projections.longest-retry-delay", "4s",
                    "signalbox.event-store.projections.swap-patience", "5s",
                    "signalbox.event-store.projections.control-patience", "6s",
                    "signalbox.event-store.projections.stall-timeout", "7s",
                    "signalbox.event-store.projections.status-interval", "8s")))
        .isEqualTo(
            new ProjectionProperties(
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8)));
  }

  private static ProjectionProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.projections", ProjectionProperties.class);
  }
}
