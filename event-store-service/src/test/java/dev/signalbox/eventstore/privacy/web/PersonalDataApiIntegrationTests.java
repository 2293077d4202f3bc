package dev.signalbox.eventstore.privacy.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class PersonalDataApiIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;
  @Autowired private JdbcClient database;

  private final StreamName stream = streamOf("customer");
  private final String number = anyEventId();
  private final String subject = "user/" + number;
  private final String email = "mail-" + anyEventId() + "@secret.example";

  @Test
  void showsPersonalDataToAdministratorsOnly() {
    append(anyEventId(), email);

    JsonNode seen = data(client, "");
    JsonNode hidden = data(client.as(Role.VIEWER), "");
    JsonNode operator = data(client.as(Role.OPERATOR), "");

    assertThat(seen).isEqualTo(json(fields("\"" + email + "\"", "{\"street\":\"" + email + "\"}")));
    assertThat(hidden)
        .isEqualTo(
            json(fields("{\"$personal\":\"hidden\"}", "{\"street\":{\"$personal\":\"hidden\"}}")));
    assertThat(operator).isEqualTo(hidden);
    assertThat(client.as(Role.VIEWER).get("/api/v1/events?limit=1000&tag=" + tag()).body())
        .contains(stream.value())
        .doesNotContain(email);
    assertThat(client.get("/api/v1/events?limit=1000&tag=" + tag()).body()).contains(email);
    assertThat(client.with("Accept", "application/x-ndjson").as(Role.VIEWER).get(path()).body())
        .contains("hidden")
        .doesNotContain(email);
  }

  @Test
  void showsTheStoredFormWhenItIsAskedFor() {
    append(anyEventId(), email);

    JsonNode raw = data(client, "?raw=true");

    assertThat(raw.path("email").path("$personal").path("subject").asString()).isEqualTo(subject);
    assertThat(raw.path("email").path("$personal").path("key").asInt()).isEqualTo(1);
    assertThat(raw.path("email").path("$personal").path("value").asString()).isNotEmpty();
    assertThat(raw.path("amount").asInt()).isEqualTo(1);
    assertThat(raw.toString()).doesNotContain(email);
    assertThat(client.get("/api/v1/events?raw=true&tag=" + tag()).body()).doesNotContain(email);
  }

  @Test
  void answersARepeatedAppendLikeTheFirst() {
    String id = anyEventId();
    Answer first = append(id, email);

    Answer again = append(id, email);
    Answer other = append(id, "another");

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.problemCode()).isEqualTo("event_id_taken");
  }

  @Test
  void forgetsForGood() {
    String id = anyEventId();
    client.with("Idempotency-Key", anyEventId()).post(path() + "/events", body(id, email));
    append(anyEventId(), email);
    byte[] wrapped =
        database
            .sql("select wrapped_key from subject_keys where subject = :subject")
            .param("subject", subject)
            .query(byte[].class)
            .single();
    assertThat(placesOf(HexFormat.of().formatHex(wrapped))).containsExactly("subject_keys");

    Answer forgotten = client.delete(subjectPath());

    assertThat(forgotten.status()).as(forgotten.body()).isEqualTo(200);
    JsonNode expected =
        json(fields("{\"$personal\":\"forgotten\"}", "{\"street\":{\"$personal\":\"forgotten\"}}"));
    assertThat(data(client, "")).isEqualTo(expected);
    assertThat(data(client.as(Role.VIEWER), "")).isEqualTo(expected);
    assertThat(placesOf(email)).isEmpty();
    assertThat(placesOf(HexFormat.of().formatHex(email.getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
    assertThat(placesOf(HexFormat.of().formatHex(wrapped))).isEmpty();
    assertThat(placesOf(stream.value())).as("the search finds what is there").contains("streams");
    assertThat(log.version(stream)).hasValue(2);
  }

  @Test
  void snapshotsOfStatesHoldNothingPersonalAndSayWhatTheEventsSay() {
    String events =
        IntStream.range(0, 100)
            .mapToObj(
                one ->
                    "{\"type\":\"person.v1\",\"data\":{\"n\":%d,\"email\":\"%s\"},\"personal\":{\"subject\":\"%s\",\"fields\":[\"/email\"]}}"
                        .formatted(one, email, subject))
            .collect(Collectors.joining(","));
    for (int append = 0; append < 3; append++) {
      assertThat(
              client
                  .post(
                      path() + "/events",
                      "{\"expected_version\":\"any\",\"events\":[" + events + "]}")
                  .status())
          .isEqualTo(201);
    }

    Answer state = client.get(path() + "/state");

    assertThat(state.status()).as(state.body()).isEqualTo(200);
    assertThat(
            database
                .sql("select count(*) from stream_snapshots where stream = :stream")
                .param("stream", stream.value())
                .query(Integer.class)
                .single())
        .isPositive();
    assertThat(placesOf(email)).isEmpty();

    client.delete(subjectPath());

    String forgotten = client.get(path() + "/state").body();
    String difference = client.get(path() + "/diff?from_version=0&to_version=250").body();
    assertThat(state.body()).contains("hidden");
    assertThat(forgotten).contains("forgotten").doesNotContain("hidden");
    assertThat(difference).contains("forgotten").doesNotContain("hidden");
    database
        .sql("delete from stream_snapshots where stream = :stream")
        .param("stream", stream.value())
        .update();
    assertThat(client.get(path() + "/state").body()).isEqualTo(forgotten);
    assertThat(client.get(path() + "/diff?from_version=0&to_version=250").body())
        .isEqualTo(difference);
  }

  @Test
  void tellsWhatItKnowsOfASubject() {
    append(anyEventId(), email);
    append(anyEventId(), email);

    JsonNode known = client.get(subjectPath()).json();
    assertThat(known.path("id").asString()).isEqualTo(subject);
    assertThat(known.path("state").asString()).isEqualTo("known");
    assertThat(known.path("events").asInt()).isEqualTo(2);
    JsonNode first = client.delete(subjectPath()).json();
    JsonNode second = client.delete(subjectPath()).json();

    assertThat(first.path("state").asString()).isEqualTo("forgotten");
    assertThat(first.path("forgotten_by").asString()).startsWith("key/");
    assertThat(second).isEqualTo(first);
    assertThat(client.get(subjectPath()).json()).isEqualTo(first);
    JsonNode audit =
        client.get("/api/v1/streams/" + tag().replace("subject:", "subject%2F")).json();
    assertThat(audit.path("data")).hasSize(1);
    assertThat(audit.path("data").get(0).path("type").asString())
        .isEqualTo("signalbox.subject.forgotten.v1");
    assertThat(audit.toString()).doesNotContain(number);
  }

  @Test
  void takesNothingMoreOfSomebodyForgotten() {
    append(anyEventId(), email);
    client.delete(subjectPath());

    Answer refused = append(anyEventId(), email);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("subject_forgotten");
    assertThat(refused.json().path("subject").asString()).isEqualTo(subject);
    assertThat(log.version(stream)).hasValue(1);
  }

  @Test
  void doesNotKnowSomebodyOfWhomNothingWasTaken() {
    assertThat(client.get(subjectPath()).problemCode()).isEqualTo("unknown_subject");
    assertThat(client.delete(subjectPath()).problemCode()).isEqualTo("unknown_subject");
    assertThat(client.get("/api/v1/subjects/a%20b").problemCode()).isEqualTo("invalid_subject");
    assertThat(client.as(Role.OPERATOR).get(subjectPath()).status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).delete(subjectPath()).status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).post("/api/v1/subjects/rotate", "{}").status())
        .isEqualTo(403);
  }

  @Test
  void wrapsKeysAnew() {
    append(anyEventId(), email);

    JsonNode rotation = client.post("/api/v1/subjects/rotate?limit=10", "{}").json();

    assertThat(rotation.path("rewrapped").asInt()).isZero();
    assertThat(rotation.path("remaining").asInt()).isZero();
    assertThat(client.post("/api/v1/subjects/rotate?limit=0", "{}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subject\":\"user/1\",\"fields\":[\"/emial\"]}",
        "{\"subject\":\"user/1\",\"fields\":[\"/metadata/by\"]}",
        "{\"subject\":\"user/1\",\"fields\":[\"email\"]}",
        "{\"subject\":\"user/1\",\"fields\":[\"/items/7\"]}",
        "{\"subject\":\"user/1\",\"fields\":[\"/amount/x\"]}",
        "{\"subject\":\"a b\",\"fields\":[\"/email\"]}"
      })
  void refusesFieldsThatAreNotInTheData(String personal) {
    Answer refused = client.post(path() + "/events", body(anyEventId(), email, personal));

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.problemCode()).isEqualTo("invalid_personal_data");
    assertThat(refused.body()).doesNotContain(email);
    assertThat(log.version(stream)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"subject\":\"user/1\",\"fields\":[]}", "{\"fields\":[\"/email\"]}"})
  void refusesWhatDoesNotSayWhatIsPersonal(String personal) {
    Answer refused = client.post(path() + "/events", body(anyEventId(), email, personal));

    assertThat(refused.problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void refusesDataThatLooksSealedAndTooManyTags() {
    String forged =
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"t\",\"data\":{\"a\":[{\"$personal\":\"x\"}]}}]}";
    String tags =
        IntStream.range(0, 16).mapToObj(tag -> "\"t" + tag + "\"").collect(Collectors.joining(","));
    String tagged =
        body(anyEventId(), email).replace("\"type\"", "\"tags\":[" + tags + "],\"type\"");

    assertThat(client.post(path() + "/events", forged).problemCode())
        .isEqualTo("invalid_personal_data");
    assertThat(client.post(path() + "/events", tagged).problemCode())
        .isEqualTo("invalid_personal_data");
    assertThat(client.get(subjectPath()).problemCode()).isEqualTo("unknown_subject");
  }

  @Test
  void sealsWholeObjectsAndItemsOfArrays() {
    String personal =
        "{\"subject\":\"%s\",\"fields\":[\"/address\",\"/address/street\",\"/items/1\"]}"
            .formatted(subject);
    client.post(path() + "/events", body(anyEventId(), email, personal));

    JsonNode raw = data(client, "?raw=true");
    assertThat(raw.path("address").has("$personal")).isTrue();
    assertThat(raw.path("items").get(0).asInt()).isEqualTo(7);
    assertThat(raw.path("items").get(1).has("$personal")).isTrue();
    assertThat(data(client, "").path("address").path("street").asString()).isEqualTo(email);
    assertThat(data(client, "").path("items").get(1).asInt()).isEqualTo(8);
  }

  @Test
  void aSchemaSaysWhatIsPersonal() {
    String type = "personal-test." + anyEventId();
    client.put(
        "/api/v1/schemas/" + type + "/1",
        """
        {"schema":{"x-personal":{"subject":"/user_id"},
          "properties":{"user_id":{"type":"string"},"email":{"type":"string","x-personal":true}}}}
        """);
    String event = "{\"expected_version\":\"any\",\"events\":[{\"type\":\"%s\",\"data\":%s}]}";

    Answer taken =
        client.post(
            path() + "/events",
            event.formatted(type, "{\"user_id\":\"" + subject + "\",\"email\":\"" + email + "\"}"));
    Answer nobody =
        client.post(path() + "/events", event.formatted(type, "{\"email\":\"" + email + "\"}"));
    Answer without = client.post(path() + "/events", event.formatted(type, "{\"user_id\":\"u\"}"));

    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(nobody.problemCode()).isEqualTo("schema_violation");
    assertThat(nobody.json().path("errors").get(0).path("field").asString())
        .isEqualTo("/events/0/data/user_id");
    assertThat(without.status()).isEqualTo(201);
    assertThat(placesOf(email)).isEmpty();
    assertThat(data(client, "").path("email").asString()).isEqualTo(email);
    assertThat(client.get(subjectPath()).json().path("events").asInt()).isEqualTo(1);
    client.delete(subjectPath());
    assertThat(data(client, "").path("email")).isEqualTo(json("{\"$personal\":\"forgotten\"}"));
  }

  @Test
  void marksOfViolationsTellNothingPersonal() {
    String type = "personal-test." + anyEventId();
    client.put(
        "/api/v1/schemas/" + type + "/1",
        """
        {"on_violation":"warn","schema":{"properties":{"contacts":{"additionalProperties":{"type":"integer"}}}}}
        """);
    Answer taken =
        client.post(
            path() + "/events",
            """
            {"expected_version":"any","events":[{"type":"%s","data":{"contacts":{"%s":"x"}},
              "personal":{"subject":"%s","fields":["/contacts"]}}]}
            """
                .formatted(type, email, subject));

    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(client.get(path()).json().path("data").get(0).path("metadata").toString())
        .contains("/contacts");
    assertThat(placesOf(email)).isEmpty();
  }

  private List<String> placesOf(String text) {
    return database
        .sql(
            "select table_name from information_schema.tables where table_schema = current_schema()")
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                database
                    .sql(
                        "select exists (select from "
                            + table
                            + " t where strpos(t::text, :text) > 0)")
                    .param("text", text)
                    .query(Boolean.class)
                    .single())
        .toList();
  }

  private Answer append(String id, String value) {
    return client.post(path() + "/events", body(id, value));
  }

  private String body(String id, String value) {
    return body(
        id,
        value,
        "{\"subject\":\"%s\",\"fields\":[\"/email\",\"/address/street\"]}".formatted(subject));
  }

  private static String body(String id, String value, String personal) {
    return "{\"expected_version\":\"any\",\"events\":[{\"id\":\"%s\",\"type\":\"person.v1\",\"data\":%s,\"personal\":%s}]}"
        .formatted(id, fields("\"" + value + "\"", "{\"street\":\"" + value + "\"}"), personal);
  }

  private static String fields(String email, String address) {
    return "{\"amount\":1,\"items\":[7,8],\"email\":%s,\"address\":%s}".formatted(email, address);
  }

  private JsonNode data(ServiceClient reader, String query) {
    return reader.get(path() + query).json().path("data").get(0).path("data");
  }

  private String tag() {
    return client.get(subjectPath()).json().path("tag").asString();
  }

  private String path() {
    return "/api/v1/streams/" + stream.value().replace("/", "%2F");
  }

  private String subjectPath() {
    return "/api/v1/subjects/" + subject.replace("/", "%2F");
  }
}
