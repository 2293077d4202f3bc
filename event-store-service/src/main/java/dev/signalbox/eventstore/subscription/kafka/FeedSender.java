package dev.signalbox.eventstore.subscription.kafka;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.subscription.FeedProperties;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends a batch in order. After a failure the producer is dropped with all it still holds, so that
 * nothing overtakes; the next batch begins with the first event that is not acknowledged.
 */
@Component
class FeedSender implements AutoCloseable {

  private final Map<String, Object> properties;
  private final EventFormat format;
  private final Duration timeout;
  private @Nullable Producer<String, byte[]> producer;

  FeedSender(KafkaSettings settings, EventFormat format, FeedProperties feeds) {
    this.properties = new HashMap<>(settings.producer());
    this.format = format;
    this.timeout = feeds.sendTimeout();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
  }

  /**
   * Returns once Kafka has acknowledged every event.
   *
   * @throws KafkaException if it has not; some may have been delivered all the same
   */
  synchronized void send(String topic, List<RecordedEvent> events) {
    boolean delivered = false;
    try {
      await(sendAll(topic, events));
      delivered = true;
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka has not acknowledged within " + timeout, e);
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka has refused an event", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while sending", e);
    } finally {
      if (!delivered) {
        close();
      }
    }
  }

  private List<Future<RecordMetadata>> sendAll(String topic, List<RecordedEvent> events) {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (RecordedEvent event : events) {
      byte[] value = format.write(cloudEvent(event));
      sent.add(open.send(new ProducerRecord<>(topic, event.stream().value(), value)));
    }
    return sent;
  }

  private void await(List<Future<RecordMetadata>> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + timeout.toNanos();
    for (Future<RecordMetadata> future : sent) {
      future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private static Event cloudEvent(RecordedEvent event) {
    return new Event(
        event.id(),
        event.source(),
        event.stream().value(),
        event.type(),
        event.occurredAt(),
        event.traceparent(),
        event.causationId(),
        event.data());
  }

  @Override
  public synchronized void close() {
    Producer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }
}
