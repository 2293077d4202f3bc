package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.attempt.AttemptProperties.BreakerProperties;
import dev.signalbox.streaming.attempt.AttemptProperties.DrainProperties;
import dev.signalbox.streaming.attempt.AttemptProperties.RetryProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class AttemptPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.attempts";

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new AttemptProperties(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(600),
                Duration.ofSeconds(1),
                6,
                Duration.ofSeconds(10),
                DataSize.ofKilobytes(128),
                DataSize.ofKilobytes(64),
                DataSize.ofMegabytes(16),
                false,
                new DrainProperties(64, Duration.ofSeconds(30)),
                new RetryProperties(20, 100),
                new BreakerProperties(20, 5, 50, Duration.ofSeconds(15), 1000)));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.ofEntries(
                    Map.entry("connect", "1s"),
                    Map.entry("first-token", "2s"),
                    Map.entry("inter-token", "3s"),
                    Map.entry("total", "4s"),
                    Map.entry("keep-alive", "5s"),
                    Map.entry("max-attempts", "7"),
                    Map.entry("max-retry-after", "8s"),
                    Map.entry("max-event", "9KB"),
                    Map.entry("read-ahead", "10KB"),
                    Map.entry("max-answer", "11KB"),
                    Map.entry("cut-at-ceiling", "true"),
                    Map.entry("drain.parallel", "17"),
                    Map.entry("drain.at-most", "18s"),
                    Map.entry("retry.percent", "19"),
                    Map.entry("retry.reserve", "20"),
                    Map.entry("breaker.window", "12"),
                    Map.entry("breaker.minimum", "13"),
                    Map.entry("breaker.failure-rate", "14"),
                    Map.entry("breaker.open", "15s"),
                    Map.entry("breaker.max-models", "16"))))
        .isEqualTo(
            new AttemptProperties(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                7,
                Duration.ofSeconds(8),
                DataSize.ofKilobytes(9),
                DataSize.ofKilobytes(10),
                DataSize.ofKilobytes(11),
                true,
                new DrainProperties(17, Duration.ofSeconds(18)),
                new RetryProperties(19, 20),
                new BreakerProperties(12, 13, 14, Duration.ofSeconds(15), 16)));
  }

  private static AttemptProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, AttemptProperties.class);
  }
}
