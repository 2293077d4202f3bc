package dev.signalbox.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ArchivePropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new ArchiveProperties(null, null, Duration.ofDays(7), Duration.ofMinutes(1)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.archive.directory", "archives",
                    "signalbox.event-store.archive.after", "400d",
                    "signalbox.event-store.archive.keep-restored", "2d",
                    "signalbox.event-store.archive.lease", "3s")))
        .isEqualTo(
            new ArchiveProperties(
                Path.of("archives"),
                Duration.ofDays(400),
                Duration.ofDays(2),
                Duration.ofSeconds(3)));
  }

  private static ArchiveProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.archive", ArchiveProperties.class);
  }
}
