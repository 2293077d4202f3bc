package dev.signalbox.eventstore.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class EventStoreApiIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private JdbcClient database;

  private final StreamName stream = anyStream();

  @Test
  void appendsAndReadsAStreamWhoseNameHasASlash() {
    Answer appended =
        client
            .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .post(
                events(stream),
                """
            {"expected_version":"no_stream","events":[
              {"id":"%s","type":"note.taken.v1","occurred_at":"2026-11-20T10:00:00Z",
               "data":{"text":"hello"},"metadata":{"by":"me"}},
              {"type":"note.taken.v1","data":{"text":"again"},"causation_id":"evt_1"}]}
            """
                    .formatted(anyEventId()));

    assertThat(appended.status()).isEqualTo(201);
    assertThat(appended.json().path("version").asInt()).isEqualTo(2);
    assertThat(appended.json().path("events").get(1).path("id").asString()).startsWith("evt_");

    Answer read = client.as(Role.VIEWER).get(path(stream));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().path("stream").asString()).isEqualTo(stream.value());
    assertThat(read.json().path("version").asInt()).isEqualTo(2);
    assertThat(read.json().path("next_cursor").isNull()).isTrue();
    JsonNode first = read.json().path("data").get(0);
    assertThat(first.path("type").asString()).isEqualTo("note.taken.v1");
    assertThat(first.path("source").asString()).startsWith("key/key_");
    assertThat(first.path("occurred_at").asString()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(first.path("traceparent").asString())
        .startsWith("00-0af7651916cd43dd8448eb211c80319c");
    assertThat(first.path("metadata").path("by").asString()).isEqualTo("me");
    assertThat(first.path("data").path("text").asString()).isEqualTo("hello");
    assertThat(read.json().path("data").get(1).path("causation_id").asString()).isEqualTo("evt_1");
  }

  @Test
  void saysWhichVersionAStreamReallyHas() {
    append("\"any\"");

    Answer refused = client.post(events(stream), body("7", anyEventId()));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("wrong_expected_version");
    assertThat(refused.json().path("expected_version").asInt()).isEqualTo(7);
    assertThat(refused.json().path("actual_version").asInt()).isEqualTo(1);
    assertThat(client.post(events(stream), body("1", anyEventId())).status()).isEqualTo(201);
  }

  @Test
  void answersARepeatedAppendLikeTheFirst() {
    String id = anyEventId();
    Answer first = client.post(events(stream), body("\"no_stream\"", id));

    Answer second = client.post(events(stream), body("\"no_stream\"", id));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
  }

  /** What PostgreSQL says when it cannot make a file longer, in the middle of an append. */
  @Test
  void tellsOfAFullDiskAndRecordsNothing() {
    String append = body("\"no_stream\"", anyEventId());
    database
        .sql(
            """
            create function full_disk() returns trigger language plpgsql as $$
            begin
              raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
            end
            $$
            """)
        .update();
    database
        .sql(
            "create trigger full_disk before insert on streams for each row when (new.stream = '%s') execute function full_disk()"
                .formatted(stream))
        .update();
    Answer refused = client.post(events(stream), append);
    database.sql("drop function full_disk cascade").update();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problemCode()).isEqualTo("unavailable");
    assertThat(client.get(path(stream)).problemCode()).isEqualTo("unknown_stream");
    assertThat(client.post(events(stream), append).status()).isEqualTo(201);
  }

  @Test
  void refusesAnotherEventUnderTheSameId() {
    String id = anyEventId();
    client.post(events(stream), body("\"any\"", id));

    Answer refused =
        client.post(events(stream), body("\"any\"", id).replace("hello", "something else"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("event_id_taken");
    assertThat(refused.json().path("event_id").asString()).isEqualTo(id);
  }

  @Test
  void readsAStreamInPages() {
    IntStream.range(0, 5).forEach(number -> append("\"any\""));
    List<Integer> versions = new ArrayList<>();

    String cursor = "";
    do {
      JsonNode page = client.get(path(stream) + "?limit=2&from_version=2" + cursor).json();
      page.path("data").forEach(event -> versions.add(event.path("version").asInt()));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
    } while (!cursor.isEmpty());

    assertThat(versions).containsExactly(2, 3, 4, 5);
  }

  @Test
  void followsTheLogFromACheckpoint() {
    String before = checkpointNow();
    append("\"any\"");
    append("\"any\"");

    JsonNode page = client.as(Role.VIEWER).get("/api/v1/events?limit=1&after=" + before).json();
    JsonNode next =
        client.get("/api/v1/events?limit=100&after=" + page.path("next_cursor").asString()).json();

    assertThat(page.path("data").get(0).path("stream").asString()).isEqualTo(stream.value());
    assertThat(page.path("data").get(0).path("version").asInt()).isEqualTo(1);
    assertThat(next.path("data").get(0).path("version").asInt()).isEqualTo(2);
    assertThat(next.path("next_cursor").isNull()).isTrue();
    assertThat(next.path("checkpoint").asString())
        .isEqualTo(
            next.path("data").get(next.path("data").size() - 1).path("checkpoint").asString());
  }

  @Test
  void readsOneTypeOfOneCategory() {
    String before = checkpointNow();
    append("\"any\"");

    assertThat(
            client
                .get("/api/v1/events?category=conversation&type=note.taken.v1&after=" + before)
                .json()
                .path("data"))
        .hasSize(1);
    assertThat(client.get("/api/v1/events?type=other.v1&after=" + before).json().path("data"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{}}]}",
        "{\"expected_version\":-1,\"events\":[{\"type\":\"a.v1\",\"data\":{}}]}",
        "{\"expected_version\":1.5,\"events\":[{\"type\":\"a.v1\",\"data\":{}}]}",
        "{\"expected_version\":\"some\",\"events\":[{\"type\":\"a.v1\",\"data\":{}}]}",
        "{\"expected_version\":\"any\",\"events\":[]}",
        "{\"expected_version\":\"any\",\"events\":[null]}",
        "{\"expected_version\":\"any\",\"events\":[{\"data\":{}}]}",
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"a.v1\"}]}",
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"a.v1\",\"data\":\"text\"}]}",
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"a b\",\"data\":{}}]}",
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"a.v1\",\"data\":{},\"metadata\":[]}]}",
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"a.v1\",\"data\":{},\"id\":\"a\"},{\"type\":\"a.v1\",\"data\":{},\"id\":\"a\"}]}",
        "{\"expected_version\":\"any\",\"events\":[{\"type\":\"a.v1\",\"data\":{},\"extra\":1}]}",
        "{\"expected_version\":\"any\",\"events\":["
      })
  void refusesABodyThatIsNoAppend(String body) {
    Answer answer = client.post(events(stream), body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemCode()).isIn("invalid_request", "unknown_field", "malformed_json");
    assertThat(client.get(path(stream)).problemCode()).isEqualTo("unknown_stream");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/streams/conversation, 400, invalid_stream_name",
    "/api/v1/streams/a%2Fb%2Fc, 400, invalid_stream_name",
    "/api/v1/streams/nothing%2Fhere, 404, unknown_stream",
    "/api/v1/streams/a%2Fb?limit=0, 400, invalid_request",
    "/api/v1/streams/a%2Fb?limit=1001, 400, invalid_request",
    "/api/v1/streams/a%2Fb?limit=x, 400, invalid_request",
    "/api/v1/streams/a%2Fb?cursor=x, 400, invalid_request",
    "/api/v1/events?after=yesterday, 400, invalid_checkpoint",
    "/api/v1/events?limit=1001, 400, invalid_request",
    "/api/v1/event, 404, not_found"
  })
  void refusesWhatItDoesNotHave(String path, int status, String code) {
    Answer answer = client.get(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problemCode()).isEqualTo(code);
  }

  @Test
  void refusesTooManyEventsAndTooLargeOnes() {
    String entry = "{\"type\":\"a.v1\",\"data\":{}}";
    String many = String.join(",", java.util.Collections.nCopies(101, entry));
    String large = entry.replace("{}", "{\"text\":\"" + "x".repeat(300_000) + "\"}");

    Answer tooMany =
        client.post(events(stream), "{\"expected_version\":\"any\",\"events\":[" + many + "]}");
    Answer tooLarge =
        client.post(events(stream), "{\"expected_version\":\"any\",\"events\":[" + large + "]}");

    assertThat(tooMany.problemCode()).isEqualTo("too_many_events");
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.problemCode()).isEqualTo("event_too_large");
  }

  @Test
  void refusesContentThatTheDatabaseCannotHold() {
    Answer answer =
        client.post(events(stream), body("\"any\"", anyEventId()).replace("hello", "\\u0000"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("unstorable_event");
  }

  @Test
  void letsOnlyAnAdministratorAppend() {
    String body = body("\"any\"", anyEventId());

    assertThat(client.as(Role.OPERATOR).post(events(stream), body).status()).isEqualTo(403);
    assertThat(client.as(Role.VIEWER).post(events(stream), body).status()).isEqualTo(403);
    assertThat(client.withoutToken().post(events(stream), body).status()).isEqualTo(401);
    assertThat(client.withoutToken().get(path(stream)).status()).isEqualTo(401);
    assertThat(client.withoutToken().get("/api/v1/events").status()).isEqualTo(401);
  }

  @Test
  void stillRefusesPathsThatClimb() {
    assertThat(client.get("/api/v1/streams/..%2F..%2Factuator").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/streams/a%2F%2e%2e%2Fb").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/streams/a%5Cb").status()).isEqualTo(400);
  }

  private void append(String expected) {
    assertThat(client.post(events(stream), body(expected, anyEventId())).status()).isEqualTo(201);
  }

  private String checkpointNow() {
    String checkpoint = "";
    JsonNode page;
    do {
      page = client.get("/api/v1/events?limit=1000" + checkpoint).json();
      checkpoint = "&after=" + page.path("checkpoint").asString();
    } while (!page.path("next_cursor").isNull());
    return page.path("checkpoint").asString();
  }

  private static String body(String expected, String id) {
    return """
        {"expected_version":%s,"events":[{"id":"%s","type":"note.taken.v1","data":{"text":"hello"}}]}
        """
        .formatted(expected, id);
  }

  private static String path(StreamName stream) {
    return "/api/v1/streams/" + URLEncoder.encode(stream.value(), StandardCharsets.UTF_8);
  }

  private static String events(StreamName stream) {
    return path(stream) + "/events";
  }
}
