package dev.signalbox.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.http.ClientProperties;
import dev.signalbox.kit.http.Peers;
import dev.signalbox.kit.idempotency.IdempotencyProperties;
import dev.signalbox.kit.kafka.KafkaTopicProperties;
import dev.signalbox.kit.outbox.OutboxProperties;
import dev.signalbox.kit.security.InternalTokenProperties;
import dev.signalbox.kit.sse.SseProperties;
import dev.signalbox.kit.web.HttpProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Pins the names and the defaults of what can be configured. */
class ConfigurationPropertiesTests {
  private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }

  @Test
  void outbox() {
    assertThat(bind("signalbox.outbox", OutboxProperties.class, Map.of()))
        .isEqualTo(
            new OutboxProperties(
                true,
                Duration.ofMillis(500),
                Duration.ofMillis(20),
                500,
                Duration.ofSeconds(30),
                900_000));
    assertThat(
            bind(
                "signalbox.outbox",
                OutboxProperties.class,
                Map.of(
                    "signalbox.outbox.enabled", "false",
                    "signalbox.outbox.poll-interval", "1s",
                    "signalbox.outbox.gather", "0s",
                    "signalbox.outbox.batch-size", "7",
                    "signalbox.outbox.acknowledge-timeout", "2s",
                    "signalbox.outbox.max-event-bytes", "10")))
        .isEqualTo(
            new OutboxProperties(
                false, Duration.ofSeconds(1), Duration.ZERO, 7, Duration.ofSeconds(2), 10));
    assertThatThrownBy(
            () ->
                bind(
                    "signalbox.outbox",
                    OutboxProperties.class,
                    Map.of("signalbox.outbox.batch-size", "0")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("batch-size");
    assertThatThrownBy(
            () ->
                bind(
                    "signalbox.outbox",
                    OutboxProperties.class,
                    Map.of("signalbox.outbox.gather", "1s")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("gather");
  }

  @Test
  void topics() {
    assertThat(bind("signalbox.kafka", KafkaTopicProperties.class, Map.of()))
        .isEqualTo(new KafkaTopicProperties(6, (short) 1));
    assertThat(
            bind(
                "signalbox.kafka",
                KafkaTopicProperties.class,
                Map.of(
                    "signalbox.kafka.partitions", "12",
                    "signalbox.kafka.replication-factor", "3")))
        .isEqualTo(new KafkaTopicProperties(12, (short) 3));
  }

  @Test
  void http() {
    assertThat(bind("signalbox.http", HttpProperties.class, Map.of()))
        .isEqualTo(
            new HttpProperties(
                DataSize.ofMegabytes(1), Duration.ofMinutes(2), Duration.ofMinutes(10)));
    assertThat(
            bind(
                "signalbox.http",
                HttpProperties.class,
                Map.of(
                    "signalbox.http.max-body", "2KB",
                    "signalbox.http.default-deadline", "1s",
                    "signalbox.http.max-deadline", "2s")))
        .isEqualTo(
            new HttpProperties(
                DataSize.ofKilobytes(2), Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }

  @Test
  void internalToken() {
    assertThat(bind("signalbox.internal-token", InternalTokenProperties.class, Map.of()))
        .isEqualTo(
            new InternalTokenProperties(
                URI.create("http://localhost:8080/.well-known/jwks.json"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10)));
    assertThat(
            bind(
                    "signalbox.internal-token",
                    InternalTokenProperties.class,
                    Map.of("signalbox.internal-token.jwks-url", "http://gateway/keys"))
                .jwksUrl())
        .isEqualTo(URI.create("http://gateway/keys"));
  }

  @Test
  void client() {
    assertThat(bind("signalbox.client", ClientProperties.class, Map.of()))
        .isEqualTo(new ClientProperties(Duration.ofSeconds(2), Duration.ofSeconds(30), 256));
    assertThat(
            bind(
                    "signalbox.client",
                    ClientProperties.class,
                    Map.of("signalbox.client.max-concurrent-per-host", "3"))
                .maxConcurrentPerHost())
        .isEqualTo(3);
  }

  @Test
  void peers() {
    Peers peers = bind("signalbox.peers", Peers.class, Map.of());

    assertThat(peers)
        .isEqualTo(
            new Peers(
                URI.create("http://localhost:8080"),
                URI.create("http://localhost:8101"),
                URI.create("http://localhost:8102"),
                URI.create("http://localhost:8103"),
                URI.create("http://localhost:8104"),
                URI.create("http://localhost:8105"),
                URI.create("http://localhost:8106"),
                URI.create("http://localhost:8110")));
    assertThat(
            bind(
                    "signalbox.peers",
                    Peers.class,
                    Map.of(
                        "signalbox.peers.mcp-pool", "http://pool",
                        "signalbox.peers.event-store", "http://events"))
                .mcpPool())
        .isEqualTo(URI.create("http://pool"));
  }

  @Test
  void streamsAndIdempotency() {
    assertThat(bind("signalbox.sse", SseProperties.class, Map.of()))
        .isEqualTo(new SseProperties(Duration.ofSeconds(1)));
    assertThat(bind("signalbox.idempotency", IdempotencyProperties.class, Map.of()))
        .isEqualTo(new IdempotencyProperties(Duration.ofHours(24), DataSize.ofMegabytes(1)));
  }
}
