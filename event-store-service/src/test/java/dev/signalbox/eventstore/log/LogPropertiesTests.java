package dev.signalbox.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class LogPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new LogProperties(
                DataSize.ofKilobytes(256),
                100,
                1000,
                DataSize.ofMegabytes(4),
                new LogProperties.GroupCommit(2, 12, 64, 500, 2000, Duration.ofSeconds(5))));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.log.max-event-size", "1KB",
                    "signalbox.event-store.log.max-events-per-append", "2",
                    "signalbox.event-store.log.max-events-per-page", "3",
                    "signalbox.event-store.log.max-page-size", "4KB",
                    "signalbox.event-store.log.group-commit.leaders", "5",
                    "signalbox.event-store.log.group-commit.appends-per-leader", "4",
                    "signalbox.event-store.log.group-commit.max-appends", "6",
                    "signalbox.event-store.log.group-commit.max-events", "7",
                    "signalbox.event-store.log.group-commit.max-waiting", "8",
                    "signalbox.event-store.log.group-commit.patience", "9s")))
        .isEqualTo(
            new LogProperties(
                DataSize.ofKilobytes(1),
                2,
                3,
                DataSize.ofKilobytes(4),
                new LogProperties.GroupCommit(5, 4, 6, 7, 8, Duration.ofSeconds(9))));
  }

  private static LogProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.log", LogProperties.class);
  }
}
