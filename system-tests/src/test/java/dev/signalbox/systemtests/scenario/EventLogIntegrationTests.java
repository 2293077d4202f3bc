package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.systemtests.scenario.Following.Followed;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Appending to the event log, reading it and following it, through the gateway. */
class EventLogIntegrationTests {
  private static final String PLACED = "shop.order.placed.v1";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final PlatformApi api = Platform.running().api();
  private final PlatformApi viewer = api.as("viewer");
  private final String category = "order-" + UUID.randomUUID();
  private final String stream = "/api/v1/streams/" + category + "%2F1";

  @Test
  void whatIsAppendedIsReadUnderTheEncodedNameOfItsStream() {
    JsonNode answer = PlatformApi.json(append("\"no_stream\"", PLACED, PLACED), 201);

    assertThat(answer.path("stream").asString()).isEqualTo(category + "/1");
    assertThat(answer.path("version").asLong()).isEqualTo(2);
    assertThat(viewer.readAll(stream, "cursor"))
        .extracting(event -> event.path("version").asLong())
        .containsExactly(1L, 2L);
    JsonNode last = viewer.read(stream + "?direction=backwards&limit=1").path("data").get(0);
    assertThat(last.path("version").asLong()).isEqualTo(2);
    assertThat(last.path("source").asString()).startsWith("key/key_");
    assertThat(viewer.get("/api/v1/streams/" + category + "%2Fnone").statusCode()).isEqualTo(404);
  }

  @Test
  void aConflictSaysWhichVersionIsThere() {
    PlatformApi.json(append("\"no_stream\"", PLACED, PLACED), 201);

    JsonNode problem = PlatformApi.json(append("1", PLACED), 409);

    assertThat(problem.path("code").asString()).isEqualTo("wrong_expected_version");
    assertThat(problem.path("expected_version").asLong()).isEqualTo(1);
    assertThat(problem.path("actual_version").asLong()).isEqualTo(2);
  }

  @Test
  void whatADecisionWasMadeOnMustStillHold() {
    String tag = "seat:" + UUID.randomUUID();
    JsonNode seen = viewer.read("/api/v1/events?tag=" + PlatformApi.encoded(tag));
    String body =
        """
        {"condition": {"none": [{"types": ["shop.seat.taken.v1"], "tags": ["%1$s"]}], "after": "%2$s"},
         "events": [{"stream": "%3$s/1", "type": "shop.seat.taken.v1", "tags": ["%1$s"], "data": {}},
                    {"stream": "%3$s/2", "type": "shop.guest.seated.v1", "data": {}}]}
        """
            .formatted(tag, seen.path("checkpoint").asString(), category);

    JsonNode first = PlatformApi.json(api.post("/api/v1/events", body), 201);
    JsonNode second = PlatformApi.json(api.post("/api/v1/events", body), 409);

    assertThat(second.path("code").asString()).isEqualTo("condition_failed");
    assertThat(first.toString()).contains(second.path("event_id").asString());
    assertThat(viewer.read("/api/v1/events?category=" + category).path("data")).hasSize(2);
  }

  @Test
  void theLogIsReadAsALineForEachEvent() {
    PlatformApi.json(append("\"any\"", PLACED, PLACED, PLACED), 201);

    HttpResponse<String> answer =
        viewer.get("/api/v1/events?category=" + category, "application/x-ndjson");

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(answer.body().lines().map(JsonMapper.shared()::readTree))
        .extracting(event -> event.path("version").asLong())
        .containsExactly(1L, 2L, 3L);
    assertThat(viewer.get(stream, "application/x-ndjson").body().lines()).hasSize(3);
  }

  @Test
  void whoFollowsTheLogAndComesBackGoesOnBehindTheLastEvent() {
    PlatformApi.json(append("\"any\"", PLACED, PLACED, PLACED), 201);
    String path = "/api/v1/events?category=" + category;
    List<Followed> first;
    try (Following following = viewer.follow(path, null, LIMIT)) {
      first = following.take(2);
    }

    try (Following following = viewer.follow(path, first.getLast().id(), LIMIT)) {
      List<Followed> there = following.take(1);
      PlatformApi.json(append("3", PLACED), 201);
      List<Followed> came = following.take(1);

      assertThat(versions(first)).containsExactly(1L, 2L);
      assertThat(versions(there)).containsExactly(3L);
      assertThat(versions(came)).containsExactly(4L);
    }
  }

  @Test
  void aFollowedLogEndsInOrderAtTheDeadline() {
    PlatformApi.json(append("\"any\"", PLACED), 201);

    try (Following following =
        viewer.follow("/api/v1/events?category=" + category, null, Duration.ofSeconds(3))) {
      assertThat(versions(following.takeAll())).containsExactly(1L);
    }
  }

  private HttpResponse<String> append(String expectedVersion, String... types) {
    List<String> events =
        List.of(types).stream().map("{\"type\":\"%s\",\"data\":{\"n\":1}}"::formatted).toList();
    return api.post(
        stream + "/events",
        "{\"expected_version\":" + expectedVersion + ",\"events\":" + events + "}");
  }

  private static List<Long> versions(List<Followed> events) {
    return events.stream().map(event -> event.data().path("version").asLong()).toList();
  }
}
