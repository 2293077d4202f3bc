package dev.signalbox.eventstore.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.TailingReader;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class LogApiIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;

  private final StreamName stream = anyStream();
  private final StreamName other = streamOf("attempt");

  @Test
  void appendsToSeveralStreamsAtOnce() {
    Answer appended = client.post("/api/v1/events", toBoth("\"no_stream\"", "\"any\""));

    assertThat(appended.status()).as(appended.body()).isEqualTo(201);
    assertThat(
            appended.json().path("events").valueStream().map(one -> one.path("stream").asString()))
        .containsExactly(stream.value(), other.value());
    assertThat(log.version(stream)).hasValue(1);
    assertThat(log.version(other)).hasValue(1);
  }

  @Test
  void appendsToNoneIfOneIsNotAsExpected() {
    Answer refused = client.post("/api/v1/events", toBoth("\"no_stream\"", "4"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("wrong_expected_version");
    assertThat(refused.json().path("stream").asString()).isEqualTo(other.value());
    assertThat(refused.json().path("expected_version").asInt()).isEqualTo(4);
    assertThat(refused.json().path("actual_version").asInt()).isZero();
    assertThat(log.version(stream)).isEmpty();
  }

  @Test
  void appendsUnderACondition() {
    String seat = "seat:" + anyEventId();
    String condition =
        ",\"condition\":{\"after\":\"%s\",\"none\":[{\"types\":[\"seat.booked.v1\"],\"tags\":[\"%s\"]}]}"
            .formatted(TailingReader.atEndOf(log).checkpoint(), seat);
    String booking =
        """
        {"events":[{"stream":"%s","type":"seat.booked.v1","tags":["%s"],"schema_version":2,"data":{}}]%s}
        """
            .formatted(stream.value(), seat, condition);

    Answer first = client.post("/api/v1/events", booking);
    Answer second = client.post("/api/v1/events", booking);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problemCode()).isEqualTo("condition_failed");
    assertThat(second.json().path("event_id").asString())
        .isEqualTo(first.json().path("events").get(0).path("id").asString());
    JsonNode event = client.get("/api/v1/events?tag=" + encoded(seat)).json().path("data").get(0);
    assertThat(event.path("schema_version").asInt()).isEqualTo(2);
    assertThat(event.path("tags").toString()).isEqualTo("[\"" + seat + "\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{}}]}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"nowhere\"}]}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"a/1\",\"tags\":[\"two words\"]}]}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"a/1\",\"schema_version\":0}]}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"a/1\"}],\"condition\":{\"none\":[]}}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"a/1\"}],\"condition\":{\"none\":[{}]}}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"a/1\"}],\"expectations\":[{\"stream\":\"a/1\"}]}",
        "{\"events\":[{\"type\":\"a.v1\",\"data\":{},\"stream\":\"a/1\"}],\"expectations\":[{\"stream\":\"a/1\",\"expected_version\":1},{\"stream\":\"a/1\",\"expected_version\":1}]}"
      })
  void refusesABodyThatIsNoAppend(String body) {
    Answer answer = client.post("/api/v1/events", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void readsAStreamBackwardsInPages() {
    log.append(Append.of(events(stream, 5)));

    Answer last = client.get(path(stream) + "?direction=backwards&limit=3");
    Answer first =
        client.get(
            path(stream)
                + "?direction=backwards&limit=3&cursor="
                + last.json().path("next_cursor").asString());

    assertThat(versions(last)).containsExactly(5, 4, 3);
    assertThat(versions(first)).containsExactly(2, 1);
    assertThat(first.json().path("next_cursor").isNull()).isTrue();
  }

  @Test
  void readsAStreamAsItWas() {
    log.append(Append.of(events(stream, 2)));
    String then =
        client.get(path(stream)).json().path("data").get(1).path("recorded_at").asString();
    log.append(Append.of(events(stream, 1)));

    assertThat(versions(client.get(path(stream) + "?as_of=" + then))).containsExactly(1, 2);
    assertThat(versions(client.get(path(stream) + "?as_of=2001-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void streamsAsManyEventsAsThereAreALineEach() {
    IntStream.range(0, 9).forEach(number -> log.append(Append.of(events(stream, 50))));

    List<String> lines = lines(path(stream));
    List<String> back = lines(path(stream) + "?direction=backwards&limit=250");

    assertThat(lines.stream().map(line -> json(line).path("version").asInt()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 450).boxed().toList());
    assertThat(back.stream().map(line -> json(line).path("version").asInt()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(201, 450).boxed().sorted((a, b) -> b - a).toList());
  }

  @Test
  void streamsTheLogALineEach() {
    String before = TailingReader.atEndOf(log).checkpoint().toString();
    IntStream.range(0, 9).forEach(number -> log.append(Append.of(events(stream, 50))));

    assertThat(lines("/api/v1/events?category=conversation&after=" + before)).hasSize(450);
    assertThat(lines("/api/v1/events?limit=301&after=" + before)).hasSize(301);
  }

  @Test
  void refusesLinesOfAStreamThatIsNotThere() {
    Answer answer = client.with("Accept", EventLines.MEDIA_TYPE).get(path(stream));

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void tellsHowFarTheLogCanBeRead() {
    log.append(Append.of(events(stream, 1)));

    Answer head = client.as(Role.VIEWER).get("/api/v1/events/head");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.json().path("checkpoint").asString())
        .isEqualTo(TailingReader.atEndOf(log).checkpoint().toString());
    assertThat(head.json().path("held_back_events").asInt()).isZero();
    assertThat(head.json().path("held_back_by")).isEmpty();
  }

  private List<String> lines(String path) {
    Answer answer = client.with("Accept", EventLines.MEDIA_TYPE).get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(EventLines.MEDIA_TYPE);
    return answer.body().lines().toList();
  }

  private static List<Integer> versions(Answer answer) {
    return answer
        .json()
        .path("data")
        .valueStream()
        .map(event -> event.path("version").asInt())
        .toList();
  }

  private String toBoth(String expectedOfOne, String expectedOfOther) {
    return """
        {"expectations":[{"stream":"%1$s","expected_version":%3$s},{"stream":"%2$s","expected_version":%4$s}],
         "events":[{"stream":"%1$s","type":"a.v1","data":{}},{"stream":"%2$s","type":"b.v1","data":{}}]}
        """
        .formatted(stream.value(), other.value(), expectedOfOne, expectedOfOther);
  }

  private static String path(StreamName stream) {
    return "/api/v1/streams/" + encoded(stream.value());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
