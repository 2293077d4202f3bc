package dev.signalbox.mcppool.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class McpPropertiesTests {
  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new McpProperties(
                false,
                List.of("npx", "uvx", "node", "java"),
                false,
                32,
                DataSize.ofMegabytes(4),
                256,
                64,
                2000,
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                new McpProperties.BackOff(
                    Duration.ofMillis(200), Duration.ofMinutes(1), 5, Duration.ofSeconds(30)),
                new McpProperties.Breaker(
                    20,
                    5,
                    50,
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10)),
                new McpProperties.Probe(Duration.ofSeconds(30), Duration.ofSeconds(5)),
                Duration.ofSeconds(2),
                null,
                Map.of()));
  }

  @Test
  void names() {
    McpProperties properties =
        bind(
            Map.ofEntries(
                Map.entry("signalbox.mcp.stdio-enabled", "true"),
                Map.entry("signalbox.mcp.stdio-commands", "python3,/opt/server"),
                Map.entry("signalbox.mcp.allow-private-addresses", "true"),
                Map.entry("signalbox.mcp.max-servers", "3"),
                Map.entry("signalbox.mcp.max-message", "1KB"),
                Map.entry("signalbox.mcp.max-in-flight", "4"),
                Map.entry("signalbox.mcp.max-queued", "5"),
                Map.entry("signalbox.mcp.max-tools", "6"),
                Map.entry("signalbox.mcp.list-ttl", "15s"),
                Map.entry("signalbox.mcp.probe-patience", "16s"),
                Map.entry("signalbox.mcp.connect-timeout", "7s"),
                Map.entry("signalbox.mcp.stop-after-end-of-input", "8s"),
                Map.entry("signalbox.mcp.stop-after-term", "9s"),
                Map.entry("signalbox.mcp.back-off.initial", "10s"),
                Map.entry("signalbox.mcp.back-off.max", "11s"),
                Map.entry("signalbox.mcp.back-off.crash-loop-after", "12"),
                Map.entry("signalbox.mcp.back-off.stable-after", "13s"),
                Map.entry("signalbox.mcp.breaker.window", "17"),
                Map.entry("signalbox.mcp.breaker.minimum", "18"),
                Map.entry("signalbox.mcp.breaker.failure-percent", "19"),
                Map.entry("signalbox.mcp.breaker.open-initial", "20s"),
                Map.entry("signalbox.mcp.breaker.open-max", "21s"),
                Map.entry("signalbox.mcp.breaker.fair-time", "22s"),
                Map.entry("signalbox.mcp.probe.interval", "23s"),
                Map.entry("signalbox.mcp.probe.patience", "24s"),
                Map.entry("signalbox.mcp.refresh-interval", "14s"),
                Map.entry("signalbox.mcp.work-directory", "folder"),
                Map.entry("signalbox.mcp.secrets.github", "s3cret")));

    assertThat(properties)
        .isEqualTo(
            new McpProperties(
                true,
                List.of("python3", "/opt/server"),
                true,
                3,
                DataSize.ofKilobytes(1),
                4,
                5,
                6,
                Duration.ofSeconds(15),
                Duration.ofSeconds(16),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                new McpProperties.BackOff(
                    Duration.ofSeconds(10), Duration.ofSeconds(11), 12, Duration.ofSeconds(13)),
                new McpProperties.Breaker(
                    17,
                    18,
                    19,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(21),
                    Duration.ofSeconds(22)),
                new McpProperties.Probe(Duration.ofSeconds(23), Duration.ofSeconds(24)),
                Duration.ofSeconds(14),
                Path.of("folder"),
                Map.of("github", "s3cret")));
    assertThat(properties.toString()).doesNotContain("s3cret");
  }

  private static McpProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp", McpProperties.class);
  }
}
