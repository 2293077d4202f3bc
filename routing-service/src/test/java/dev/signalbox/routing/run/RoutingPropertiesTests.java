package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RoutingPropertiesTests {

  private static RoutingProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.routing", RoutingProperties.class);
  }

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RoutingProperties(
                DataSize.ofKilobytes(256),
                0.6,
                "groq/openai/gpt-oss-20b",
                2000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofDays(180),
                1_000_000,
                8,
                Duration.ofSeconds(2),
                new RoutingProperties.History(6000, 60),
                new RoutingProperties.Sweep(Duration.ofSeconds(5), Duration.ofHours(1)),
                new RoutingProperties.Embedding(2, 64),
                new RoutingProperties.Tools(
                    Duration.ofSeconds(1), Duration.ofSeconds(5), DataSize.ofKilobytes(64))));
  }

  @Test
  void readsEveryProperty() {
    Map<String, String> properties =
        Map.ofEntries(
            Map.entry("signalbox.routing.max-message", "1KB"),
            Map.entry("signalbox.routing.threshold", "0.7"),
            Map.entry("signalbox.routing.default-model", "openai/gpt-4"),
            Map.entry("signalbox.routing.max-agents", "3"),
            Map.entry("signalbox.routing.agents-patience", "16s"),
            Map.entry("signalbox.routing.lease", "4s"),
            Map.entry("signalbox.routing.retention", "5d"),
            Map.entry("signalbox.routing.max-answer-characters", "6"),
            Map.entry("signalbox.routing.max-tool-rounds", "7"),
            Map.entry("signalbox.routing.settle-patience", "8s"),
            Map.entry("signalbox.routing.history.token-limit", "9"),
            Map.entry("signalbox.routing.history.max-messages", "10"),
            Map.entry("signalbox.routing.sweep.interval", "11s"),
            Map.entry("signalbox.routing.sweep.expiry-interval", "12s"),
            Map.entry("signalbox.routing.embedding.threads", "13"),
            Map.entry("signalbox.routing.embedding.queue", "14"),
            Map.entry("signalbox.routing.tools.patience", "15s"),
            Map.entry("signalbox.routing.tools.remembered", "16s"),
            Map.entry("signalbox.routing.tools.max-result", "17KB"));

    assertThat(bind(properties))
        .isEqualTo(
            new RoutingProperties(
                DataSize.ofKilobytes(1),
                0.7,
                "openai/gpt-4",
                3,
                Duration.ofSeconds(16),
                Duration.ofSeconds(4),
                Duration.ofDays(5),
                6,
                7,
                Duration.ofSeconds(8),
                new RoutingProperties.History(9, 10),
                new RoutingProperties.Sweep(Duration.ofSeconds(11), Duration.ofSeconds(12)),
                new RoutingProperties.Embedding(13, 14),
                new RoutingProperties.Tools(
                    Duration.ofSeconds(15), Duration.ofSeconds(16), DataSize.ofKilobytes(17))));
  }

  @ParameterizedTest
  @CsvSource({
    "threshold, 1.1",
    "max-agents, 0",
    "lease, 10ms",
    "retention, 1h",
    "max-answer-characters, 0",
    "max-tool-rounds, -1",
    "settle-patience, 0s",
    "history.token-limit, -1",
    "sweep.interval, 0s",
    "embedding.threads, 0",
    "tools.patience, 0s"
  })
  void refusesWhatMakesNoSense(String property, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.routing." + property, value)))
        .isInstanceOf(BindException.class);
  }
}
