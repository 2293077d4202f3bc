package dev.signalbox.eventstore.ingest.parked.web;

import static dev.signalbox.eventstore.ingest.testing.DeadLetterFixture.cloudEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.ingest.testing.DeadLetterFixture;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class ParkedRecordApiIntegrationTests {

  private static final String PARKED = "/api/v1/ingest/parked";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;
  @Autowired private JdbcClient database;
  @Autowired private MeterRegistry meters;

  private final StreamName stream = anyStream();
  private final String type = "parked-api-test." + anyEventId();

  @Test
  void showsADeadLetterOnceHoweverOftenItIsPublished() {
    DeadLetterFixture twice = DeadLetterFixture.of(Topics.USAGE, "no json").publish();
    twice.publish();
    String id = awaitId(DeadLetterFixture.of(Topics.USAGE, "behind it").publish());

    assertThat(listed(twice)).hasSize(1);
    JsonNode one = listed(twice).getFirst();
    assertThat(one.path("failure").asString()).isEqualTo("some.Failure");
    assertThat(one.path("source").path("timestamp").asString()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(one.path("size").asInt()).isEqualTo("key".length() + 7 + "customkept".length());
    assertThat(one.path("id").asString()).startsWith("prk_").isLessThan(id);
  }

  @Test
  void showsContentToAdministratorsOnly() {
    DeadLetterFixture letter = DeadLetterFixture.of(Topics.USAGE, "secret").publish();
    String path = PARKED + "/" + awaitId(letter);
    ServiceClient viewer = client.as(Role.VIEWER);

    assertThat(viewer.get(PARKED + "?topic=" + Topics.USAGE).body())
        .contains("some.Failure")
        .doesNotContain("secret", "at first");
    assertThat(viewer.get(path).problemCode()).isEqualTo("forbidden");
    ServiceClient operator = client.as(Role.OPERATOR);
    assertThat(operator.get(path).problemCode()).isEqualTo("forbidden");
    assertThat(operator.post(path + "/replay", "").problemCode()).isEqualTo("forbidden");
    assertThat(operator.post(PARKED + "/replay", "{}").problemCode()).isEqualTo("forbidden");
    assertThat(operator.delete(path).problemCode()).isEqualTo("forbidden");
    assertThat(client.withoutToken().get(PARKED).status()).isEqualTo(401);
    JsonNode whole = client.get(path).json();
    assertThat(whole.path("reason").asString()).isEqualTo("at first");
    assertThat(whole.path("content").path("value").path("text").asString()).isEqualTo("secret");
    assertThat(whole.path("content").path("headers"))
        .containsExactly(
            json("{\"name\":\"custom\",\"value\":{\"text\":\"kept\",\"base64\":null}}"));
  }

  @Test
  void filesARecordOnceItsSchemaIsCorrected() {
    register("{\"required\":[\"age\"]}");
    String eventId = anyEventId();
    byte[] event = cloudEvent(eventId, stream, type, null, json("{}"));
    String path = PARKED + "/" + awaitId(DeadLetterFixture.of(Topics.USAGE, event).publish());

    Answer inVain = client.post(path + "/replay", "");
    assertThat(inVain.status()).as(inVain.body()).isEqualTo(200);
    assertThat(inVain.json().path("state").asString()).isEqualTo("parked");
    assertThat(inVain.json().path("attempts").asInt()).isEqualTo(1);
    assertThat(inVain.json().path("failure").asString()).endsWith("SchemaViolationException");
    assertThat(inVain.json().path("reason").asString()).contains(eventId);

    register("{}");
    Answer filed = client.post(path + "/replay", "");
    assertThat(filed.json().path("state").asString()).as(filed.body()).isEqualTo("filed");
    assertThat(filed.json().path("attempts").asInt()).isEqualTo(2);
    assertThat(client.get("/api/v1/streams/" + encoded() + "?raw=true").body()).contains(eventId);

    assertThat(client.post(path + "/replay", "").json()).isEqualTo(filed.json());
    assertThat(log.version(stream)).hasValue(1);
    JsonNode settled = client.get(path).json();
    assertThat(settled.path("content").isNull()).isTrue();
    assertThat(settled.path("reason").isNull()).isTrue();
    assertThat(settled.path("settled_at").isNull()).isFalse();
    assertThat(client.delete(path).problemCode()).isEqualTo("record_filed");
  }

  @Test
  void holdsAnEffectThatIsReplayedBeforeItsCause() {
    String cause = anyEventId();
    DeadLetterFixture effect =
        DeadLetterFixture.of(Topics.USAGE, cloudEvent(anyEventId(), stream, "t", cause, json("{}")))
            .publish();

    Answer answer = client.post(PARKED + "/" + awaitId(effect) + "/replay", "");

    assertThat(answer.json().path("state").asString()).isEqualTo("filed");
    assertThat(log.version(stream)).isEmpty();
    DeadLetterFixture first =
        DeadLetterFixture.of(Topics.USAGE, cloudEvent(cause, anyStream(), "t", null, json("{}")))
            .publish();
    client.post(PARKED + "/" + awaitId(first) + "/replay", "");
    assertThat(log.version(stream)).hasValue(1);
  }

  @Test
  void replaysATopicInOrderAndPassesOverWhatFails() {
    List<String> events = List.of(anyEventId(), anyEventId(), anyEventId());
    DeadLetterFixture poison = DeadLetterFixture.of(Topics.MCP, "no json");
    letter(events.get(0)).publish();
    letter(events.get(1)).publish();
    poison.publish();
    DeadLetterFixture others = DeadLetterFixture.of(Topics.MCP, "x").by("cost-service").publish();
    awaitId(letter(events.get(2)).publish());

    List<String> states = new ArrayList<>();
    String cursor = null;
    do {
      Answer page =
          client.post(
              PARKED + "/replay",
              cursor == null
                  ? Map.of("topic", Topics.MCP, "limit", 2)
                  : Map.of("topic", Topics.MCP, "limit", 2, "cursor", cursor));
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.json().path("data").forEach(one -> states.add(one.path("state").asString()));
      cursor = page.json().path("next_cursor").asString(null);
    } while (cursor != null);

    assertThat(states).containsExactly("filed", "filed", "parked", "filed");
    JsonNode filed = client.get("/api/v1/streams/" + encoded()).json().path("data");
    assertThat(filed).extracting(event -> event.path("id").asString()).containsAll(events);
    assertThat(filed.path(0).path("id").asString()).isEqualTo(events.getFirst());
    assertThat(listed(poison).getFirst().path("attempts").asInt()).isEqualTo(1);
    assertThat(listed(others).getFirst().path("attempts").asInt()).isZero();
  }

  @Test
  void doesNotReplayWhatAnotherConsumerLacks() {
    byte[] event = cloudEvent(anyEventId(), stream, "t", null, json("{}"));
    DeadLetterFixture letter = DeadLetterFixture.of(Topics.USAGE, event);
    String others = awaitId(letter.by("cost-service").publish());
    String anybodys = awaitId(DeadLetterFixture.of(Topics.USAGE, event).by(null).publish());

    Answer refused = client.post(PARKED + "/" + others + "/replay", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("parked_by_another_consumer");
    assertThat(refused.body()).contains("cost-service");
    Answer taken = client.post(PARKED + "/" + anybodys + "/replay", "");
    assertThat(taken.json().path("state").asString()).isEqualTo("filed");
  }

  @Test
  void discardsForGood() {
    DeadLetterFixture letter = DeadLetterFixture.of(Topics.USAGE, "secret").publish();
    String path = PARKED + "/" + awaitId(letter);

    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).body()).contains("discarded").doesNotContain("secret", "at first");
    assertThat(client.post(path + "/replay", "").problemCode()).isEqualTo("record_discarded");
    letter.publish();
    awaitId(DeadLetterFixture.of(Topics.USAGE, "behind it").publish());
    assertThat(client.get(path).json().path("state").asString()).isEqualTo("discarded");
  }

  @Test
  void recordsAsBytesWhatTheDatabaseRefuses() {
    double before = failures();
    refusing("consumer = 'refused-by-a-test'");
    DeadLetterFixture refused =
        DeadLetterFixture.of(Topics.AGENTS, "x").by("refused-by-a-test").publish();
    awaitId(DeadLetterFixture.of(Topics.AGENTS, "behind it").publish());
    takingAll();

    assertThat(listed(refused)).isEmpty();
    JsonNode bytes =
        client
            .get(PARKED + "?limit=500&topic=" + Topics.AGENTS)
            .json()
            .path("data")
            .valueStream()
            .filter(one -> one.path("source").path("topic").asString().endsWith(".dlt"))
            .map(one -> client.get(PARKED + "/" + one.path("id").asString()).json())
            .findFirst()
            .orElseThrow();
    assertThat(bytes.path("failure").asString()).endsWith("DataIntegrityViolationException");
    assertThat(bytes.path("parked_by").isNull()).isTrue();
    assertThat(bytes.path("content").path("value").path("text").asString()).isEqualTo("x");
    assertThat(bytes.path("content").path("headers"))
        .extracting(header -> header.path("name").asString())
        .contains("custom", "kafka_dlt-original-consumer-group");
    assertThat(failures()).isEqualTo(before + 1);
  }

  @Test
  void triesADeadLetterThatCannotBeRecordedUntilItCan() {
    double before = failures();
    refusing("record_value = 'refused-by-a-test'");
    DeadLetterFixture refused = DeadLetterFixture.of(Topics.AGENTS, "refused-by-a-test").publish();
    DeadLetterFixture behind = DeadLetterFixture.of(Topics.AGENTS, "behind it").publish();

    await().atMost(PATIENCE).until(() -> failures() >= before + 2);
    assertThat(listed(refused)).isEmpty();
    assertThat(listed(behind)).isEmpty();
    takingAll();

    assertThat(awaitId(behind)).isGreaterThan(awaitId(refused));
  }

  private void refusing(String rows) {
    database
        .sql(
            "alter table parked_records add constraint refusing check ((%s) is not true) not valid"
                .formatted(rows))
        .update();
  }

  @AfterEach
  void takingAll() {
    database.sql("alter table parked_records drop constraint if exists refusing").update();
  }

  private double failures() {
    return meters
        .get("signalbox.ingest.parked.failures")
        .tag("topic", Topics.AGENTS)
        .counter()
        .count();
  }

  @Test
  void listsPageByPage() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      ids.addFirst(awaitId(DeadLetterFixture.of(Topics.COSTS, "n" + number).publish()));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          client.get(PARKED + "?limit=2&state=parked&topic=" + Topics.COSTS + cursor).json();
      page.path("data").forEach(one -> seen.add(one.path("id").asString()));
      String next = page.path("next_cursor").asString(null);
      cursor = next == null ? null : "&cursor=" + next;
    } while (cursor != null);

    assertThat(seen).startsWith(ids.toArray(String[]::new)).doesNotHaveDuplicates();
    assertThat(client.get(PARKED + "?limit=1").json().path("data")).hasSize(1);
    assertThat(client.get(PARKED + "?state=filed&topic=" + Topics.COSTS).json().path("data"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=501",
        "?limit=x",
        "?topic=signalbox.other",
        "?state=PARKED",
        "?cursor=-1",
        "?cursor=9999999999999999999"
      })
  void refusesWhatNoListHas(String query) {
    Answer answer = client.get(PARKED + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void refusesRepliesToNothing() {
    String nobody = PARKED + "/prk_00000000000000000000000000";

    assertThat(client.get(nobody).problemCode()).isEqualTo("unknown_parked_record");
    assertThat(client.post(nobody + "/replay", "").problemCode())
        .isEqualTo("unknown_parked_record");
    assertThat(client.delete(nobody).problemCode()).isEqualTo("unknown_parked_record");
    assertThat(client.get(PARKED + "/%00").status()).isEqualTo(400);
    assertThat(client.post(PARKED + "/replay", "{}").problemCode()).isEqualTo("invalid_request");
    assertThat(client.post(PARKED + "/replay", "{\"topic\":\"x\"}").problemCode())
        .isEqualTo("invalid_request");
    assertThat(
            client
                .post(PARKED + "/replay", Map.of("topic", Topics.MCP, "limit", 501))
                .problemCode())
        .isEqualTo("invalid_request");
  }

  private DeadLetterFixture letter(String eventId) {
    return DeadLetterFixture.of(Topics.MCP, cloudEvent(eventId, stream, "t", null, json("{}")));
  }

  private void register(String schema) {
    Answer answer = client.put("/api/v1/schemas/" + type + "/1", "{\"schema\":" + schema + "}");
    assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
  }

  private String encoded() {
    return stream.value().replace("/", "%2F");
  }

  private String awaitId(DeadLetterFixture letter) {
    return await()
        .atMost(PATIENCE)
        .until(() -> listed(letter), found -> !found.isEmpty())
        .getFirst()
        .path("id")
        .asString();
  }

  private List<JsonNode> listed(DeadLetterFixture letter) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one :
        client.get(PARKED + "?limit=500&topic=" + letter.topic()).json().path("data")) {
      if (one.path("source").path("offset").asLong() == letter.offset()) {
        found.add(one);
      }
    }
    return found;
  }
}
