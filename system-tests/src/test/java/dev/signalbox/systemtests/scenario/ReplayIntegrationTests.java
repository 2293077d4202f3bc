package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A part of the log is published anew, to a topic that anybody can read. */
class ReplayIntegrationTests {
  private final Platform platform = Platform.running();
  private final PlatformApi admin = platform.api();
  private final String category = "invoice-" + UUID.randomUUID();
  private final String topic = "signalbox.replay." + category;

  @Test
  void theEventsAreInTheTopicInTheirOrder() {
    PlatformApi.json(
        admin.post(
            "/api/v1/streams/" + category + "%2F1/events",
            """
            {"expected_version": "any", "events": [
              {"type": "shop.invoice.sent.v1", "data": {"n": 1}}, {"type": "shop.invoice.paid.v1", "data": {"n": 2}}]}
            """),
        201);
    String body =
        "{\"topic\":\"%s\",\"selection\":{\"category\":\"%s\"}}".formatted(topic, category);
    String replay =
        PlatformApi.json(admin.post("/api/v1/replays", body), 201).path("id").asString();

    await("the replay is done")
        .atMost(Duration.ofSeconds(60))
        .until(() -> state(replay).equals("completed"));

    List<ConsumerRecord<String, String>> records = records();
    assertThat(records).extracting(ConsumerRecord::key).containsOnly(category + "/1");
    assertThat(records)
        .extracting(record -> JsonMapper.shared().readTree(record.value()))
        .extracting(event -> event.path("type").asString())
        .containsExactly("shop.invoice.sent.v1", "shop.invoice.paid.v1");
    assertThat(records)
        .extracting(record -> record.headers().lastHeader("signalbox-replay").value())
        .containsOnly(replay.getBytes(StandardCharsets.UTF_8));
  }

  private String state(String replay) {
    JsonNode found = admin.as("viewer").read("/api/v1/replays/" + replay);
    return found.path("state").asString();
  }

  private List<ConsumerRecord<String, String>> records() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:" + platform.port(8192),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await("both events")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= 2;
              });
    }
    return records;
  }
}
