package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.EventFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;

/**
 * Reads a compacted topic from its beginning, in every replica, and goes on following it. It
 * belongs to no consumer group and commits nothing: what it learns lives as long as the process.
 *
 * @param <T> what an event of the topic defines
 */
public final class CompactedTopic<T> implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final EventFormat format;
  private final String topic;
  private final Definition<T> definition;
  private final Changes<T> changes;
  private volatile CountDownLatch stopped = new CountDownLatch(0);
  private volatile @Nullable Consumer<String, byte[]> consumer;
  private @Nullable Thread reader;

  /** Reads what an event defines. */
  @FunctionalInterface
  public interface Definition<T> {
    /**
     * What the event defines; null if it says that there is nothing of this key any more.
     *
     * @throws IllegalArgumentException if it defines nothing that can be used
     */
    @Nullable T of(Event event);
  }

  /** Takes over what has changed. */
  @FunctionalInterface
  public interface Changes<T> {
    /**
     * Takes over a batch of changes at once. The first batch is all that was on the topic when it
     * was first read to its end, and comes even if that is nothing.
     *
     * @param changes by key; null for one that is gone
     */
    void apply(Map<String, @Nullable T> changes);
  }

  public CompactedTopic(
      KafkaSettings settings,
      EventFormat format,
      String topic,
      Definition<T> definition,
      Changes<T> changes) {
    this.settings = settings;
    this.format = format;
    this.topic = topic;
    this.definition = definition;
    this.changes = changes;
  }

  @Override
  public void start() {
    // Before the thread starts: it ends as soon as it sees that nothing is running.
    stopped = new CountDownLatch(1);
    reader = Thread.ofPlatform().daemon().name(topic).start(this::follow);
  }

  @Override
  public void stop() {
    stopped.countDown();
    Consumer<String, byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    awaitEnd();
  }

  // A reader that is still ending must not take a later start for its own.
  private void awaitEnd() {
    Thread ending = reader;
    if (ending == null) {
      return;
    }
    try {
      ending.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void follow() {
    while (isRunning()) {
      try (Consumer<String, byte[]> reading = consumer()) {
        consumer = reading;
        read(reading);
      } catch (WakeupException e) {
        return;
      } catch (KafkaException e) {
        LOG.warn(
            "{} cannot be read at the moment; what is known stays in use: {}", topic, e.toString());
        pause();
      }
    }
  }

  private Consumer<String, byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(settings.consumer());
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 262_144);
    properties.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void read(Consumer<String, byte[]> reading) {
    List<TopicPartition> partitions = List.of();
    Map<TopicPartition, Long> missing = new HashMap<>();
    Map<String, @Nullable T> collected = new LinkedHashMap<>();
    boolean told = false;
    while (isRunning()) {
      List<TopicPartition> now = partitions(reading);
      if (!now.equals(partitions)) {
        List<TopicPartition> added = new ArrayList<>(now);
        added.removeAll(partitions);
        reading.assign(now);
        reading.seekToBeginning(added);
        missing.putAll(reading.endOffsets(added));
        partitions = now;
      }
      if (partitions.isEmpty()) {
        pause();
        continue;
      }
      collect(reading.poll(told ? POLL : Duration.ofMillis(50)), collected);
      missing.entrySet().removeIf(end -> reading.position(end.getKey()) >= end.getValue());
      if (missing.isEmpty() && (!told || !collected.isEmpty())) {
        changes.apply(collected);
        LOG.info("{}: {} changes read", topic, collected.size());
        collected.clear();
        told = true;
      }
    }
  }

  /** Served from the client's own metadata once they are known. */
  private List<TopicPartition> partitions(Consumer<String, byte[]> reading) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : reading.partitionsFor(topic, Duration.ofSeconds(10))) {
      partitions.add(new TopicPartition(partition.topic(), partition.partition()));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  private void collect(ConsumerRecords<String, byte[]> records, Map<String, @Nullable T> into) {
    for (ConsumerRecord<String, byte[]> entry : records) {
      try {
        byte[] value = entry.value();
        into.put(entry.key(), value == null ? null : definition.of(format.read(value)));
      } catch (EventFormatException | JacksonException | IllegalArgumentException e) {
        LOG.warn(
            "What {} says of {} cannot be read and is left out: {}",
            topic,
            entry.key(),
            e.toString());
      }
    }
  }

  /** Until it is worth another try, or this is stopped. */
  private void pause() {
    try {
      boolean ending = stopped.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
      LOG.debug("{}: {}", topic, ending ? "no more is read" : "it is tried again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
