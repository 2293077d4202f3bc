package dev.signalbox.routing.agent.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.EventFormatException;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentDefinition;
import dev.signalbox.routing.agent.KnownAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Reads the compacted topic from its beginning, in every replica, and goes on following it. It
 * belongs to no consumer group and commits nothing: what it learns lives as long as the process.
 */
@Component
final class AgentTopic implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(AgentTopic.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final EventFormat format;
  private final Events events;
  private final KnownAgents agents;
  private volatile boolean running;
  private volatile @Nullable Consumer<String, byte[]> consumer;
  private @Nullable Thread reader;

  AgentTopic(KafkaSettings settings, EventFormat format, Events events, KnownAgents agents) {
    this.settings = settings;
    this.format = format;
    this.events = events;
    this.agents = agents;
  }

  @Override
  public void start() {
    // Before the thread starts: it ends as soon as it sees that nothing is running.
    running = true;
    reader = Thread.ofPlatform().daemon().name("agent-topic").start(this::follow);
  }

  @Override
  public void stop() {
    running = false;
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
    return running;
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
            "The agents cannot be read at the moment; what is known stays in use: {}",
            e.toString());
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
    Map<String, @Nullable Agent> changes = new LinkedHashMap<>();
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
      collect(reading.poll(POLL), changes);
      missing.entrySet().removeIf(end -> reading.position(end.getKey()) >= end.getValue());
      if (missing.isEmpty() && !changes.isEmpty()) {
        agents.apply(changes);
        LOG.info("{} changes of agents read, {} agents known", changes.size(), agents.all().size());
        changes.clear();
      }
    }
  }

  /** Served from the client's own metadata once they are known. */
  private static List<TopicPartition> partitions(Consumer<String, byte[]> reading) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : reading.partitionsFor(Topics.AGENTS, Duration.ofSeconds(10))) {
      partitions.add(new TopicPartition(partition.topic(), partition.partition()));
    }
    partitions.sort(java.util.Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  private void collect(
      ConsumerRecords<String, byte[]> records, Map<String, @Nullable Agent> changes) {
    for (ConsumerRecord<String, byte[]> entry : records) {
      try {
        read(entry, changes);
      } catch (EventFormatException | JacksonException | IllegalArgumentException e) {
        LOG.warn(
            "A definition of agent {} cannot be read and is left out: {}",
            entry.key(),
            e.toString());
      }
    }
  }

  private void read(ConsumerRecord<String, byte[]> entry, Map<String, @Nullable Agent> changes) {
    if (entry.value() == null) {
      changes.put(entry.key(), null);
      return;
    }
    Event event = format.read(entry.value());
    if (event.type().equals("signalbox.agent.deleted.v1")) {
      changes.put(entry.key(), null);
    } else {
      Agent agent = events.read(event, AgentDefinition.class).toAgent();
      changes.put(agent.id(), agent);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
