package dev.signalbox.kit.measurement;

import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What arrives on a topic: how many, how often, in which order, how late. */
final class Arrivals implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KafkaConsumer<String, String> consumer;
  private final Map<String, BitSet> seen = new HashMap<>();
  private final Map<String, Integer> highest = new HashMap<>();
  private final List<Long> latencies = new ArrayList<>();
  private int distinct;
  private int repeated;
  private int outOfOrder;

  Arrivals(String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestInfrastructure.kafka().bootstrapServers(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                10),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions;
    do { // A new topic is not known at once.
      partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
    } while (partitions.isEmpty());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads until so many different events have come, or the time is over. */
  boolean await(int count, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (distinct < count && Instant.now().isBefore(end)) {
      take();
    }
    return distinct >= count;
  }

  /** Reads what still comes within this time: repetitions. */
  void linger(Duration time) {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      take();
    }
  }

  private void take() {
    long now;
    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(20))) {
      now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      JsonNode json = JSON.readTree(record.value());
      JsonNode event = json.has("specversion") ? json.get("data") : json;
      arrived(event.get("key").asString(), event.get("number").asInt());
      latencies.add(now - event.get("at").asLong());
    }
  }

  private void arrived(String key, int number) {
    BitSet numbers = seen.computeIfAbsent(key, name -> new BitSet());
    if (numbers.get(number)) {
      repeated++;
      return;
    }
    numbers.set(number);
    distinct++;
    int before = highest.getOrDefault(key, -1);
    if (number < before) {
      outOfOrder++;
    } else {
      highest.put(key, number);
    }
  }

  int distinct() {
    return distinct;
  }

  String order() {
    return "%d distinct, %d repeated, %d out of order".formatted(distinct, repeated, outOfOrder);
  }

  String latency() {
    List<Long> sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? "no latency"
        : "latency p50 %.1f ms, p99 %.1f ms"
            .formatted(
                sorted.get(sorted.size() / 2) / 1000.0,
                sorted.get(sorted.size() * 99 / 100) / 1000.0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
