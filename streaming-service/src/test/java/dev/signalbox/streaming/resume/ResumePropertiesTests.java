package dev.signalbox.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ResumePropertiesTests {

  private static final String PREFIX = "signalbox.streaming.resume";

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new ResumeProperties(
                Duration.ofMinutes(10),
                DataSize.ofMegabytes(8),
                DataSize.ofGigabytes(2),
                1000,
                1000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMillis(100)));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.of(
                    "keep", "1m",
                    "max-stream", "2MB",
                    "max-total", "3MB",
                    "max-running", "4",
                    "max-followers", "5",
                    "store-within", "6s",
                    "lease", "16s",
                    "heartbeat", "8s",
                    "look", "9ms")))
        .isEqualTo(
            new ResumeProperties(
                Duration.ofMinutes(1),
                DataSize.ofMegabytes(2),
                DataSize.ofMegabytes(3),
                4,
                5,
                Duration.ofSeconds(6),
                Duration.ofSeconds(16),
                Duration.ofSeconds(8),
                Duration.ofMillis(9)));
  }

  @Test
  void aPartitionIsNotInUseForEver() {
    assertThatThrownBy(() -> bound(Map.of("keep", "31m"))).hasStackTraceContaining("30 minutes");
  }

  @Test
  void aMissedHeartbeatIsNoLostStream() {
    assertThatThrownBy(() -> bound(Map.of("lease", "9s"))).hasStackTraceContaining("half");
  }

  private static ResumeProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, ResumeProperties.class);
  }
}
