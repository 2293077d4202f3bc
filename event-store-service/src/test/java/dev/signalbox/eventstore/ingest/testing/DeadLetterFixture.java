package dev.signalbox.eventstore.ingest.testing;

import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A dead letter as a replica of this service publishes it. The offset that it comes from tells it
 * from every other one.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record DeadLetterFixture(
    String topic, byte @Nullable [] value, @Nullable String consumer, long offset) {

  /** Of a topic, with this value. */
  public static DeadLetterFixture of(String topic, byte @Nullable [] value) {
    return new DeadLetterFixture(
        topic, value, "event-store-service", ThreadLocalRandom.current().nextLong(1L << 52));
  }

  /** Of a topic, with this text as its value. */
  public static DeadLetterFixture of(String topic, String value) {
    return of(topic, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of a record that can be filed. */
  public static byte[] cloudEvent(
      String id, StreamName stream, String type, @Nullable String causationId, JsonNode data) {
    return new EventFormat()
        .write(
            new Event(
                id,
                "routing-service",
                stream.value(),
                type,
                Instant.parse("2026-11-20T10:00:00Z"),
                null,
                causationId,
                data));
  }

  public DeadLetterFixture by(@Nullable String other) {
    return new DeadLetterFixture(topic, value, other, offset);
  }

  /** Puts it where dead letters of its topic go; again: as if it had been parked twice. */
  public DeadLetterFixture publish() {
    ProducerRecord<byte[], byte @Nullable []> record =
        new ProducerRecord<>(
            Topics.deadLettersOf(topic), "key".getBytes(StandardCharsets.UTF_8), value);
    Headers headers = record.headers();
    headers.add("custom", "kept".getBytes(StandardCharsets.UTF_8));
    headers.add("kafka_dlt-original-topic", topic.getBytes(StandardCharsets.UTF_8));
    headers.add("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(3).array());
    headers.add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(offset).array());
    headers.add("kafka_dlt-original-timestamp", ByteBuffer.allocate(8).putLong(1_000).array());
    headers.add("kafka_dlt-exception-fqcn", "some.Failure".getBytes(StandardCharsets.UTF_8));
    headers.add("kafka_dlt-exception-message", "at first".getBytes(StandardCharsets.UTF_8));
    if (consumer != null) {
      headers.add("kafka_dlt-original-consumer-group", consumer.getBytes(StandardCharsets.UTF_8));
    }
    send(record);
    return this;
  }

  /** Sends any record. */
  public static void send(ProducerRecord<byte[], byte @Nullable []> record) {
    try (KafkaProducer<byte[], byte @Nullable []> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestInfrastructure.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka has not taken the record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending", e);
    }
  }
}
