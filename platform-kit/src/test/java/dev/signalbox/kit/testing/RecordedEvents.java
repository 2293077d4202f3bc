package dev.signalbox.kit.testing;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.EventFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What is on the topics, read from their beginning each time, so that nothing is missed; and a way
 * to put events of other services there.
 */
public final class RecordedEvents {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventFormat format = new EventFormat();

  /** A record and the event in it. */
  public record Recorded(ConsumerRecord<String, byte[]> kafka, @Nullable Event event) {}

  /** Waits until the topic has an event that fits. */
  public Event awaitEvent(String topic, Predicate<Event> fits) {
    return awaitEvent(topic, fits, PATIENCE);
  }

  public Event awaitEvent(String topic, Predicate<Event> fits, Duration patience) {
    Event event =
        awaitRecord(topic, record -> record.event() != null && fits.test(record.event()), patience)
            .event();
    if (event == null) {
      throw new IllegalStateException("A record without an event fits");
    }
    return event;
  }

  /** Waits until the topic has a record that fits, be it an event or not. */
  public Recorded awaitRecord(String topic, Predicate<Recorded> fits, Duration patience) {
    Instant end = Instant.now().plus(patience);
    List<Recorded> seen = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
      do {
        for (ConsumerRecord<String, byte[]> kafka : consumer.poll(Duration.ofMillis(100))) {
          Recorded record = new Recorded(kafka, read(kafka));
          seen.add(record);
          if (fits.test(record)) {
            return record;
          }
        }
      } while (Instant.now().isBefore(end));
    }
    throw new AssertionError(
        "No such record on %s within %s; there were %s".formatted(topic, patience, types(seen)));
  }

  /** The events that are on the topic now, those of one key in order. */
  public List<Event> all(String topic) {
    List<Event> events = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> kafka : consumer.poll(Duration.ofMillis(100))) {
          Event event = read(kafka);
          if (event != null) {
            events.add(event);
          }
        }
      }
    }
    return events;
  }

  /** Puts an event on the topic as another service would. */
  public void publish(String topic, String key, Event event) {
    publishRaw(topic, key, format.write(event));
  }

  /** Puts anything on the topic; null is a tombstone. */
  public void publishRaw(String topic, String key, byte @Nullable [] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, key, value));
      sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while publishing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refuses the record", e);
    }
  }

  private @Nullable Event read(ConsumerRecord<String, byte[]> kafka) {
    if (kafka.value() == null) {
      return null;
    }
    try {
      return format.read(kafka.value());
    } catch (EventFormatException e) {
      return null;
    }
  }

  private static List<String> types(List<Recorded> records) {
    return records.stream()
        .map(Recorded::event)
        .map(event -> event == null ? "no event" : event.type() + ' ' + event.subject())
        .toList();
  }

  private static KafkaConsumer<String, byte[]> consumer(String topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static String bootstrapServers() {
    return TestInfrastructure.kafka().bootstrapServers();
  }
}
