package dev.signalbox.kit.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to Kafka in order. Within one producer the order of a key is never broken: the
 * producer is idempotent and never gives a record up to go on with the next. When sending fails or
 * takes too long, the producer is dropped with all it still holds; what it did deliver is then a
 * prefix of each key's events, and the next one starts over from the first unacknowledged event.
 */
final class EventSender implements AutoCloseable {
  private final Map<String, Object> properties;
  private final Duration timeout;
  private @Nullable Producer<String, byte[]> producer;

  EventSender(Map<String, Object> kafkaProperties, Duration timeout) {
    this.properties = producerProperties(kafkaProperties);
    this.timeout = timeout;
  }

  static Map<String, Object> producerProperties(Map<String, Object> kafkaProperties) {
    Map<String, Object> properties = new HashMap<>(kafkaProperties);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // More would break the order once: while a broker that has no state of this producer yet comes
    // back, it takes the second batch of a partition even if it has refused the first.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return properties;
  }

  /**
   * Returns once Kafka has acknowledged every event.
   *
   * @throws KafkaException if it has not; some may have been delivered all the same
   */
  void send(List<WaitingEvent> events) {
    try {
      List<Future<RecordMetadata>> sent = events.stream().map(this::send).toList();
      long end = System.nanoTime() + timeout.toNanos();
      for (Future<RecordMetadata> future : sent) {
        future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException e) {
      close();
      throw new KafkaException("Kafka has not acknowledged within " + timeout, e);
    } catch (ExecutionException e) {
      close();
      throw new KafkaException("Kafka has refused an event", e.getCause());
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while sending", e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Future<RecordMetadata> send(WaitingEvent event) {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open.send(event.toRecord());
  }

  /** Drops the producer and whatever it has not delivered. */
  @Override
  public void close() {
    Producer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }
}
