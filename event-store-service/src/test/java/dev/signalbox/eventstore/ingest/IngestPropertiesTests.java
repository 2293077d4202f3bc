package dev.signalbox.eventstore.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IngestPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new IngestProperties(Duration.ofSeconds(30), Duration.ofSeconds(1), 100, 2));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.ingest.hold-back", "5s",
                    "signalbox.event-store.ingest.sweep-interval", "2s",
                    "signalbox.event-store.ingest.batch-size", "10",
                    "signalbox.event-store.ingest.concurrency", "4")))
        .isEqualTo(new IngestProperties(Duration.ofSeconds(5), Duration.ofSeconds(2), 10, 4));
  }

  private static IngestProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.ingest", IngestProperties.class);
  }
}
