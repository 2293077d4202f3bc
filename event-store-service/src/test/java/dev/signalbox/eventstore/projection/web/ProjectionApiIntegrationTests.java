package dev.signalbox.eventstore.projection.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.projection.testing.ConversationFixture;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceIntegrationTest
class ProjectionApiIntegrationTests {

  private static final String PROJECTIONS = "/api/v1/projections";

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;

  private final String agent = "agent-" + IdKind.EVENT.next();

  @Test
  void listsWhatTheCodeHas() {
    awaitLive("cost-per-day");
    Answer answer = client.as(Role.VIEWER).get(PROJECTIONS);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("data").valueStream().map(one -> one.path("name").asString()))
        .containsExactly("agent-activity", "conversation-timeline", "cost-per-day");
    assertThat(answer.json().path("next_cursor").isNull()).isTrue();
    assertThat(client.get(PROJECTIONS + "/cost-per-day").json().propertyNames())
        .containsExactlyInAnyOrder(
            "name",
            "state",
            "version",
            "code_version",
            "checkpoint",
            "applied",
            "lag_events",
            "lag_seconds",
            "events_per_second",
            "last_error",
            "rebuild");
  }

  @Test
  void showsATimelineInPages() {
    ConversationFixture conversation = new ConversationFixture(agent).answered("0.5");
    log.append(Append.of(conversation.events()));
    String path = PROJECTIONS + "/conversation-timeline/" + conversation.id();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.get(path).json().path("data").size() == conversation.events().size());

    Answer first = client.get(path + "?limit=3");
    Answer second =
        client.get(path + "?limit=3&cursor=" + first.json().path("next_cursor").asString());

    assertThat(first.json().path("conversation_id").asString()).isEqualTo(conversation.id());
    assertThat(kinds(first)).containsExactly("conversation_started", "message_received", "routed");
    assertThat(kinds(second)).containsExactly("attempt_started", "usage_recorded", "cost_recorded");
    assertThat(client.get(PROJECTIONS + "/conversation-timeline/conv_none").problemCode())
        .isEqualTo("unknown_conversation");
  }

  @Test
  void showsHoursAndDays() {
    ConversationFixture conversation = new ConversationFixture(agent).answered("0.5").failed();
    log.append(Append.of(conversation.events()));
    String hours = PROJECTIONS + "/agent-activity/hours?agent_id=" + agent;
    String days =
        PROJECTIONS
            + "/cost-per-day/days?from=2026-11-20&to=2026-11-20&group_by=agent_id&agent_id="
            + agent;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.get(hours).json().path("data").path(0).path("failed").asInt(0) == 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.get(days).json().path("data").path(0).path("entries").asInt(0) == 2);

    assertThat(client.get(hours).json().path("data").toString())
        .isEqualTo(
            "[{\"agent_id\":\"%s\",\"hour\":\"2026-11-20T10:00:00Z\",\"routed\":2,\"answered\":1,\"failed\":1,\"average_duration_ms\":2000,\"input_tokens\":24,\"output_tokens\":68}]"
                .formatted(agent));
    assertThat(client.get(days).json().path("data").toString())
        .isEqualTo(
            "[{\"day\":\"2026-11-20\",\"agent_id\":\"%s\",\"model\":null,\"provider\":null,\"simulated\":false,\"cost_usd\":\"1\",\"entries\":2,\"unpriced\":0}]"
                .formatted(agent));
    assertThat(client.get(hours + "&to=2026-11-20T10:00:00Z").json().path("data")).isEmpty();
  }

  @Test
  void stopsResumesAndRebuilds() {
    String path = PROJECTIONS + "/agent-activity";
    awaitLive("agent-activity");

    assertThat(client.post(path + "/pause", "").json().path("state").asString())
        .isEqualTo("paused");
    Answer begun = client.with("Idempotency-Key", IdKind.EVENT.next()).post(path + "/rebuild", "");
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    assertThat(begun.json().path("rebuild").path("state").asString()).isEqualTo("paused");
    assertThat(client.post(path + "/rebuild", "").problemCode()).isEqualTo("rebuild_running");
    assertThat(client.delete(path + "/rebuild").json().path("rebuild").isNull()).isTrue();
    assertThat(client.delete(path + "/rebuild").problemCode()).isEqualTo("no_rebuild");
    assertThat(client.post(path + "/rebuild", "").status()).isEqualTo(202);
    client.post(path + "/resume", "");
    awaitLive("agent-activity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pause", "/resume", "/rebuild"})
  void letsOnlyAnAdministratorChangeAnything(String what) {
    String path = PROJECTIONS + "/cost-per-day" + what;

    assertThat(client.as(Role.OPERATOR).post(path, "").status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).delete(path).status()).isEqualTo(403);
    assertThat(client.post(PROJECTIONS + "/nothing" + what, "").problemCode())
        .isEqualTo("unknown_projection");
  }

  @ParameterizedTest
  @CsvSource({
    "/cost-per-day/days?group_by=user",
    "/cost-per-day/days?from=tomorrow",
    "/cost-per-day/days?limit=0",
    "/cost-per-day/days?cursor=%21",
    "/cost-per-day/days?cursor=WyJ4Il0",
    "/agent-activity/hours?from=yesterday",
    "/agent-activity/hours?limit=1001",
    "/agent-activity/hours?cursor=e30",
    "/agent-activity/hours?cursor=W3t9LDFd",
    "/conversation-timeline/conv_1?cursor=WyJ4Il0"
  })
  void refusesWhatItCannotRead(String query) {
    Answer answer = client.get(PROJECTIONS + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void exportsLagWithTheNamesOfTheCode() {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                client
                    .withoutToken()
                    .get("/actuator/prometheus")
                    .body()
                    .lines()
                    .anyMatch(
                        line ->
                            line.startsWith("signalbox_projection_lag_events{")
                                && line.contains("projection=\"cost-per-day\"")
                                && !line.endsWith("NaN")));
  }

  private void awaitLive(String name) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                client
                    .get(PROJECTIONS + "/" + name)
                    .json()
                    .path("state")
                    .asString("")
                    .equals("live"));
  }

  private static List<String> kinds(Answer answer) {
    return answer
        .json()
        .path("data")
        .valueStream()
        .map(entry -> entry.path("kind").asString())
        .toList();
  }
}
