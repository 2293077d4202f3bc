package dev.signalbox.eventstore.ingest.kafka;

import static dev.signalbox.eventstore.ingest.testing.DeadLetterFixture.cloudEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.ingest.testing.DeadLetterFixture;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Poison of every kind: parked, not in the way of what follows it, and seen byte for byte. */
@ServiceIntegrationTest
class ParkingIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITION = 4;

  @Autowired private EventLog log;
  @Autowired private ServiceClient client;

  private final StreamName stream = anyStream();
  // Not UTF-8, and in no other test's record.
  private final byte[] key = concatenated(new byte[] {(byte) 0xff, 0}, utf8(stream.value()));
  private final String type = "parking-test." + anyEventId();

  @Test
  void showsPoisonOfEveryKindAndFilesWhatFollowsIt() {
    client.put("/api/v1/schemas/" + type + "/1", "{\"schema\":{\"required\":[\"age\"]}}");
    byte[] noJson = utf8("not json");
    byte[] noEvent = utf8("{\"specversion\":\"1.0\"}");
    byte[] noText = {(byte) 0xc3, 0x28};
    byte[] large = noise(1_048_400);
    byte[] unstorable = cloudEvent(anyEventId(), stream, "t", null, json("{\"text\":\"\\u0000\"}"));
    byte[] wrong = cloudEvent(anyEventId(), stream, type, null, json("{}"));
    String last = anyEventId();

    send(noJson);
    send(noEvent);
    send(noText);
    send(large);
    send(null);
    send(unstorable);
    send(wrong);
    send(cloudEvent(last, stream, type, null, json("{\"age\":1}")));

    List<RecordedEvent> filed =
        await()
            .atMost(PATIENCE)
            .until(
                () -> log.read(stream, StreamRange.from(1), 10).events(),
                events -> !events.isEmpty());
    assertThat(filed).extracting(RecordedEvent::id).containsExactly(last);
    List<JsonNode> parked = awaitParked(7);
    assertThat(parked)
        .extracting(one -> one.path("failure").asString().replaceAll(".*\\.", ""))
        .containsExactly(
            "EventFormatException",
            "EventFormatException",
            "EventFormatException",
            "EventFormatException",
            "IllegalArgumentException",
            "UnstorableEventException",
            "SchemaViolationException");
    assertThat(parked)
        .extracting(one -> one.path("content").path("value"))
        .containsExactly(
            text(noJson),
            text(noEvent),
            json("{\"text\":null,\"base64\":\"wyg=\"}"),
            json(
                "{\"text\":null,\"base64\":\"%s\"}"
                    .formatted(Base64.getEncoder().encodeToString(large))),
            json("null"),
            text(unstorable),
            text(wrong));
    assertThat(parked)
        .allSatisfy(
            one -> {
              assertThat(one.path("state").asString()).isEqualTo("parked");
              assertThat(one.path("parked_by").asString()).isEqualTo("event-store-service");
              assertThat(one.path("attempts").asInt()).isZero();
              JsonNode source = one.path("source");
              assertThat(source.path("topic").asString()).isEqualTo(Topics.RUNS);
              assertThat(source.path("partition").asInt()).isEqualTo(PARTITION);
              JsonNode content = one.path("content");
              assertThat(content.path("key").path("base64").asString())
                  .isEqualTo(Base64.getEncoder().encodeToString(key));
              assertThat(content.path("headers"))
                  .containsExactly(
                      json("{\"name\":\"\\u0000\",\"value\":{\"text\":\"v\",\"base64\":null}}"),
                      json("{\"name\":\"h\",\"value\":null}"));
            });
  }

  private void send(byte @Nullable [] value) {
    ProducerRecord<byte[], byte @Nullable []> record =
        new ProducerRecord<>(Topics.RUNS, PARTITION, key, value);
    record.headers().add("\0", utf8("v")).add("h", null);
    DeadLetterFixture.send(record);
  }

  /** Those of this test, oldest first. */
  private List<JsonNode> awaitParked(int count) {
    String encoded = Base64.getEncoder().encodeToString(key);
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<JsonNode> found = new ArrayList<>();
              String list = "/api/v1/ingest/parked?limit=100&state=parked&topic=" + Topics.RUNS;
              for (JsonNode one : client.get(list).json().path("data")) {
                JsonNode whole =
                    client.get("/api/v1/ingest/parked/" + one.path("id").asString()).json();
                if (whole.path("content").path("key").path("base64").asString("").equals(encoded)) {
                  found.addFirst(whole);
                }
              }
              return found;
            },
            found -> found.size() >= count);
  }

  private static JsonNode text(byte[] bytes) {
    return json("{}")
        .asObject()
        .put("text", new String(bytes, StandardCharsets.UTF_8))
        .putNull("base64");
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(7).nextBytes(noise);
    return noise;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
