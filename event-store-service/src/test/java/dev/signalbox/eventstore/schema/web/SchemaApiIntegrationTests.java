package dev.signalbox.eventstore.schema.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class SchemaApiIntegrationTests {

  private static final String AGE =
      "{\"type\":\"object\",\"required\":[\"age\"],\"properties\":{\"age\":{\"type\":\"integer\"}}}";

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;
  @Autowired private JdbcClient database;
  @Autowired private MeterRegistry meters;

  private final StreamName stream = anyStream();
  private final String type = "schema-test." + anyEventId();

  @Test
  void isKeptAndListed() {
    Answer created = put(1, AGE, "");
    put(2, "{}", ",\"on_violation\":\"warn\",\"compatibility\":\"none\"");

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    ServiceClient viewer = client.as(Role.VIEWER);
    JsonNode one = viewer.get(path(1)).json();
    assertThat(one.path("schema")).isEqualTo(created.json().path("schema"));
    assertThat(one.path("on_violation").asString()).isEqualTo("reject");
    assertThat(one.path("used_at").isNull()).isTrue();
    JsonNode versions = viewer.get("/api/v1/schemas/" + type).json();
    assertThat(versions.path("data")).hasSize(2);
    assertThat(versions.path("data").get(1).path("on_violation").asString()).isEqualTo("warn");
    assertThat(put(1, "{}", "").status()).as("not used yet").isEqualTo(200);
  }

  @Test
  void isListedInPages() {
    for (int version = 1; version <= 3; version++) {
      put(version, "{}", "");
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/api/v1/schemas?limit=2" + cursor).json();
      page.path("data")
          .forEach(one -> seen.add(one.path("type").asString() + one.path("version").asString()));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
    } while (!cursor.isEmpty());

    assertThat(seen).contains(type + "1", type + "2", type + "3").doesNotHaveDuplicates();
  }

  @Test
  void refusesAnAppendOfWhichOneEventDoesNotFit() {
    put(1, AGE, "");
    double before = counted("rejected");

    Answer refused = append("{\"age\":7}", "{\"age\":\"old\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problemCode()).isEqualTo("schema_violation");
    assertThat(refused.json().path("errors").get(0).path("field").asString())
        .isEqualTo("/events/1/data/age");
    assertThat(log.version(stream)).isEmpty();
    assertThat(counted("rejected")).isEqualTo(before + 1);
    assertThat(append("{\"age\":7}").status()).isEqualTo(201);
  }

  @Test
  void marksAnEventThatDoesNotFitIfThatIsWanted() {
    put(1, AGE, ",\"on_violation\":\"warn\"");
    double before = counted("warned");

    assertThat(append("{\"age\":\"old\"}", "{\"age\":7}").status()).isEqualTo(201);

    JsonNode events = events();
    assertThat(events.get(0).path("metadata").path("schema_violations").toString())
        .isEqualTo("[{\"keyword\":\"type\",\"pointer\":\"/age\"}]");
    assertThat(events.get(1).path("metadata").has("schema_violations")).isFalse();
    assertThat(counted("warned")).isEqualTo(before + 1);
  }

  @Test
  void answersARepeatedMarkedAppendLikeTheFirst() {
    put(1, AGE, ",\"on_violation\":\"warn\"");
    String body = body(event(anyEventId(), 1, "{\"age\":\"old\"}"));

    assertThat(client.post(streamPath() + "/events", body).status()).isEqualTo(201);
    assertThat(client.post(streamPath() + "/events", body).status()).isEqualTo(200);
  }

  @Test
  void takesEventsWithoutASchemaAsTheyAre() {
    put(1, AGE, "");

    Answer other = client.post(streamPath() + "/events", body(event(anyEventId(), 2, "{}")));

    assertThat(other.status()).isEqualTo(201);
  }

  @Test
  void doesNotChangeOnceItIsUsed() {
    put(1, AGE, "");
    assertThat(append("{\"age\":\"old\"}").status()).isEqualTo(422);
    assertThat(put(1, AGE, "").status()).as("a refused event is no use").isEqualTo(200);
    assertThat(client.get(path(1)).json().path("used_at").isNull()).isTrue();
    append("{\"age\":7}");

    Answer changed = put(1, "{}", "");
    Answer relaxed = put(1, AGE, ",\"on_violation\":\"warn\"");

    assertThat(client.get(path(1)).json().path("used_at").isNull()).isFalse();
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.problemCode()).isEqualTo("schema_in_use");
    assertThat(relaxed.status()).isEqualTo(200);
    assertThat(append("{}").status()).isEqualTo(201);
  }

  @Test
  void isRemovedWhenItIsUnusedOrRetired() {
    put(1, AGE, "");
    put(2, AGE, "");
    append("{\"age\":7}");

    assertThat(client.delete(path(1)).problemCode()).isEqualTo("schema_in_use");
    assertThat(client.delete(path(2)).status()).isEqualTo(204);
    put(1, AGE, ",\"retired\":true");
    assertThat(append("{\"age\":7}").problemCode()).isEqualTo("schema_violation");
    assertThat(client.delete(path(1)).status()).isEqualTo(204);
    assertThat(client.get(path(1)).problemCode()).isEqualTo("unknown_schema");
    assertThat(append("{}").status()).isEqualTo(201);
  }

  @Test
  void keepsItsPromiseAboutTheVersionBefore() {
    put(1, "{\"properties\":{\"age\":{\"type\":\"integer\"}}}", "");

    Answer broken = put(2, AGE, ",\"compatibility\":\"backward\"");

    assertThat(broken.status()).isEqualTo(409);
    assertThat(broken.problemCode()).isEqualTo("incompatible_schema");
    assertThat(broken.json().path("errors").toString()).contains("/required");
    assertThat(put(2, AGE, "").status()).isEqualTo(201);
  }

  @Test
  void checksABodyWithoutAppendingIt() {
    put(1, AGE, "");
    ServiceClient operator = client.as(Role.OPERATOR);

    JsonNode wrong = operator.post(path(1) + "/validate", "{\"age\":1.5}").json();

    assertThat(wrong.path("valid").asBoolean()).isFalse();
    assertThat(wrong.path("errors").get(0).path("pointer").asString()).isEqualTo("/age");
    assertThat(wrong.path("errors").get(0).path("keyword").asString()).isEqualTo("type");
    assertThat(operator.post(path(1) + "/validate", "{\"age\":1}").json().path("valid").asBoolean())
        .isTrue();
    assertThat(operator.post(path(7) + "/validate", "{}").problemCode())
        .isEqualTo("unknown_schema");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schema\":{\"type\":\"thing\"}} | 422 | invalid_schema",
        "{\"schema\":{\"$ref\":\"https://example.org/x.json\"}} | 422 | invalid_schema",
        "{\"schema\":{\"$ref\":\"file:/etc/passwd\"}} | 422 | invalid_schema",
        "{} | 400 | invalid_request",
        "{\"schema\":{},\"on_violation\":\"ignore\"} | 400 | invalid_request",
        "{\"schema\":{},\"more\":1} | 400 | unknown_field"
      })
  void refusesWhatIsNoSchema(String body, int status, String code) {
    Answer refused = client.put(path(1), body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(status);
    assertThat(refused.problemCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/schemas/a%20b/1, 400",
    "/api/v1/schemas/a/0, 400",
    "/api/v1/schemas/a/1000001, 400",
    "/api/v1/schemas/a/x, 400",
    "/api/v1/schemas?limit=0, 400",
    "/api/v1/schemas?cursor=nothing, 400",
    "/api/v1/schemas/none/1, 404"
  })
  void refusesQuestionsThatMakeNoSense(String path, int status) {
    assertThat(client.get(path).status()).isEqualTo(status);
  }

  @Test
  void onlyAnAdministratorChangesOne() {
    ServiceClient operator = client.as(Role.OPERATOR);

    assertThat(operator.put(path(1), "{\"schema\":{}}").status()).isEqualTo(403);
    assertThat(operator.delete(path(1)).status()).isEqualTo(403);
  }

  @Test
  void seesWithinSecondsWhatAnotherReplicaChanged() {
    put(1, AGE, "");
    append("{\"age\":7}");
    assertThat(append("{}").status()).isEqualTo(422);
    database
        .sql(
            """
            update event_schemas set on_violation = 'warn', revision = nextval('event_schema_revisions')
             where type = :type
            """)
        .param("type", type)
        .update();

    await().atMost(Duration.ofSeconds(30)).until(() -> append("{}").status() == 201);
    database.sql("delete from event_schemas where type = :type").param("type", type).update();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              append("{}");
              JsonNode events = events();
              return !events.get(events.size() - 1).path("metadata").has("schema_violations");
            });
  }

  @Test
  void checksTheFirstEventAgainstWhatIsRegisteredThen() {
    put(1, "{}", "");
    append();
    // Another replica replaces it before anything was checked against it.
    database
        .sql(
            """
            update event_schemas set schema = :schema::jsonb, revision = nextval('event_schema_revisions')
             where type = :type
            """)
        .param("schema", AGE)
        .param("type", type)
        .update();

    assertThat(append("{}").problemCode()).isEqualTo("schema_violation");
  }

  private double counted(String outcome) {
    return meters
        .get("signalbox.event_store.schema.violations")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private Answer put(int version, String schema, String more) {
    return client.put(path(version), "{\"schema\":" + schema + more + "}");
  }

  private Answer append(String... data) {
    List<String> events = new ArrayList<>();
    for (String one : data) {
      events.add(event(anyEventId(), 1, one));
    }
    return client.post(streamPath() + "/events", body(events.toArray(String[]::new)));
  }

  private String event(String id, int version, String data) {
    return "{\"id\":\"%s\",\"type\":\"%s\",\"schema_version\":%d,\"data\":%s}"
        .formatted(id, type, version, data);
  }

  private static String body(String... events) {
    return "{\"expected_version\":\"any\",\"events\":[" + String.join(",", events) + "]}";
  }

  private JsonNode events() {
    return client.get(streamPath()).json().path("data");
  }

  private String path(int version) {
    return "/api/v1/schemas/" + type + "/" + version;
  }

  private String streamPath() {
    return "/api/v1/streams/" + stream.value().replace("/", "%2F");
  }
}
