package dev.signalbox.eventstore.ingest.parked;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ParkedPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new ParkedProperties(
                Duration.ofDays(30),
                10_000,
                DataSize.ofMegabytes(512),
                500,
                Duration.ofSeconds(10)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.ingest.parked.keep", "7d",
                    "signalbox.event-store.ingest.parked.max-records", "2",
                    "signalbox.event-store.ingest.parked.max-size", "3MB",
                    "signalbox.event-store.ingest.parked.max-replayed", "4",
                    "signalbox.event-store.ingest.parked.status-interval", "5s")))
        .isEqualTo(
            new ParkedProperties(
                Duration.ofDays(7), 2, DataSize.ofMegabytes(3), 4, Duration.ofSeconds(5)));
  }

  private static ParkedProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.ingest.parked", ParkedProperties.class);
  }
}
