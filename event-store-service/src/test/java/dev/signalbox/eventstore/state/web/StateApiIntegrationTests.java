package dev.signalbox.eventstore.state.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceIntegrationTest
class StateApiIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;

  private final StreamName stream = streamOf("order");

  @BeforeEach
  void append() {
    for (String data :
        List.of(
            "{\"status\":\"open\",\"lines\":{\"a\":1}}",
            "{\"lines\":{\"b\":2}}",
            "{\"status\":\"paid\",\"lines\":{\"a\":null}}")) {
      log.append(Append.of(List.of(event(anyEventId(), stream, data))));
    }
  }

  @Test
  void foldsTheStreamToItsEnd() {
    Answer answer = client.as(Role.VIEWER).get(path("state"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("state").toString())
        .isEqualTo("{\"lines\":{\"b\":2},\"status\":\"paid\"}");
    assertThat(answer.json().path("version").asInt()).isEqualTo(3);
    assertThat(answer.json().path("event_count").asInt()).isEqualTo(3);
    assertThat(answer.json().path("last_type").asString()).isEqualTo("signalbox.test.happened.v1");
    assertThat(answer.json().path("fold").asString()).isEqualTo("merge");
    assertThat(answer.json().path("fold_version").asInt()).isEqualTo(1);
  }

  @Test
  void foldsTheStreamToAVersionOrATime() {
    Answer second = client.get(path("state?version=2"));
    String then = second.json().path("last_recorded_at").asString();

    assertThat(second.json().path("state").toString())
        .isEqualTo("{\"lines\":{\"a\":1,\"b\":2},\"status\":\"open\"}");
    assertThat(client.get(path("state?as_of=" + then)).body()).isEqualTo(second.body());
    assertThat(client.get(path("state?version=0")).json().path("state")).isEmpty();
    assertThat(client.get(path("state?as_of=2001-01-01T00:00:00Z")).json().path("version").asInt())
        .isZero();
  }

  @Test
  void tellsWhatChangedBetweenTwoVersions() {
    Answer answer = client.get(path("diff?from_version=1&to_version=3"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("operations").toString())
        .isEqualTo(
            "[{\"op\":\"remove\",\"path\":\"/lines/a\"},"
                + "{\"op\":\"add\",\"path\":\"/lines/b\",\"value\":2},"
                + "{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"paid\"}]");
    assertThat(answer.json().path("from").path("version").asInt()).isEqualTo(1);
    assertThat(answer.json().path("to").path("version").asInt()).isEqualTo(3);
    assertThat(client.get(path("diff?from_version=3&to_version=1")).json().path("operations"))
        .hasSize(3);
    assertThat(
            client
                .get(path("diff?from_time=2001-01-01T00:00:00Z"))
                .json()
                .path("operations")
                .toString())
        .contains("\"add\"", "/status", "/lines");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThat(client.get("/api/v1/streams/order%2Fnone/state").problemCode())
        .isEqualTo("unknown_stream");
    assertThat(client.get("/api/v1/streams/none/state").problemCode())
        .isEqualTo("invalid_stream_name");
    Answer beyond = client.get(path("state?version=4"));
    assertThat(beyond.problemCode()).isEqualTo("unknown_version");
    assertThat(beyond.json().path("actual_version").asInt()).isEqualTo(3);
  }

  @Test
  void refusesAStateThatIsTooLarge() {
    String large = "x".repeat(200_000);
    for (int number = 0; number < 6; number++) {
      log.append(
          Append.of(
              List.of(event(anyEventId(), stream, "{\"l" + number + "\":\"" + large + "\"}"))));
    }

    Answer answer = client.get(path("state"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("state_too_large");
    assertThat(answer.json().path("version").asInt()).isEqualTo(9);
    assertThat(client.get(path("state?version=8")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state?version=-1",
        "state?version=x",
        "state?version=1&as_of=2026-01-01T00:00:00Z",
        "state?as_of=yesterday",
        "diff",
        "diff?to_version=1",
        "diff?from_version=1&from_time=2026-01-01T00:00:00Z"
      })
  void refusesWhatItCannotRead(String query) {
    Answer answer = client.get(path(query));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
  }

  private String path(String what) {
    return "/api/v1/streams/"
        + URLEncoder.encode(stream.value(), StandardCharsets.UTF_8)
        + "/"
        + what;
  }
}
