package dev.signalbox.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CompactedTopicIntegrationTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RecordedEvents recorded = new RecordedEvents();
  private final List<CompactedTopic<String>> readers = new ArrayList<>();

  @AfterEach
  void stopReaders() {
    readers.forEach(CompactedTopic::stop);
  }

  @Test
  void everyReaderLearnsAllThereIsAndThenEveryChange() {
    define("first", "one");
    define("second", "two");
    define("second", "three");
    List<Map<String, @Nullable String>> learned = read();
    await().atMost(Duration.ofSeconds(60)).until(() -> !learned.isEmpty());
    assertThat(learned.getFirst()).containsEntry("first", "one").containsEntry("second", "three");

    recorded.publishRaw(Topics.BUDGETS, "first", null);
    recorded.publishRaw(Topics.BUDGETS, "second", "no event".getBytes(StandardCharsets.UTF_8));
    define("third", "gone");
    define("third", "unusable");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<String, @Nullable String> known = known(learned);
              assertThat(known).containsEntry("first", null).containsEntry("third", null);
              assertThat(known).as("what cannot be read").containsEntry("second", "three");
            });
    List<Map<String, @Nullable String>> late = read();
    await().atMost(Duration.ofSeconds(60)).until(() -> !late.isEmpty());
    assertThat(late.getFirst()).containsEntry("second", "three").containsEntry("third", null);
  }

  private List<Map<String, @Nullable String>> read() {
    List<Map<String, @Nullable String>> learned = new CopyOnWriteArrayList<>();
    String servers = TestInfrastructure.kafka().bootstrapServers();
    CompactedTopic<String> reader =
        new CompactedTopic<>(
            new KafkaSettings(Map.of(), Map.of("bootstrap.servers", servers), Map.of()),
            new EventFormat(),
            Topics.BUDGETS,
            CompactedTopicIntegrationTests::meaning,
            changes -> learned.add(new HashMap<>(changes)));
    readers.add(reader);
    reader.start();
    return learned;
  }

  private static @Nullable String meaning(Event event) {
    String text = event.data().path("text").asString();
    if (text.equals("unusable")) {
      throw new IllegalArgumentException("unusable");
    }
    return text.equals("gone") ? null : text;
  }

  private static Map<String, @Nullable String> known(List<Map<String, @Nullable String>> learned) {
    Map<String, @Nullable String> known = new HashMap<>();
    learned.forEach(known::putAll);
    return known;
  }

  private void define(String key, String text) {
    recorded.publish(
        Topics.BUDGETS,
        key,
        new Event(
            IdKind.EVENT.next(),
            "kit",
            "thing/" + key,
            "signalbox.thing.defined.v1",
            Instant.now(),
            null,
            null,
            JSON.createObjectNode().put("text", text)));
  }
}
