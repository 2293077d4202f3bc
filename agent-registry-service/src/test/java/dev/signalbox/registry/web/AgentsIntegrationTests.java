package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class AgentsIntegrationTests {

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;
  @Autowired JdbcClient database;

  @Test
  void anAgentIsRegisteredReadChangedAndDeleted() {
    Answer created = client.post("/api/v1/agents", gardener("life-gardener", "Knows plants."));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/v1/agents/life-gardener");
    assertThat(created.json().path("max_concurrent_requests").intValue()).isEqualTo(5);
    assertThat(created.json().path("timeout_seconds").intValue()).isEqualTo(30);

    Answer read = client.as(Role.VIEWER).get("/api/v1/agents/life-gardener");
    assertThat(read.json()).isEqualTo(created.json());
    String tag = tag(read);
    assertThat(tag).isEqualTo(tag(created));

    Answer replaced =
        client
            .with("If-Match", tag)
            .put("/api/v1/agents/life-gardener", gardener("life-gardener", "Knows trees."));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("description").asString()).isEqualTo("Knows trees.");
    assertThat(tag(replaced)).isNotEqualTo(tag);
    assertThat(replaced.json().path("version").intValue()).isEqualTo(2);

    Answer stale =
        client
            .with("If-Match", tag)
            .put("/api/v1/agents/life-gardener", gardener("life-gardener", "Knows moss."));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.problemCode()).isEqualTo("agent_changed");
    assertThat(client.with("If-Match", tag).delete("/api/v1/agents/life-gardener").status())
        .isEqualTo(412);

    assertThat(client.delete("/api/v1/agents/life-gardener").status()).isEqualTo(204);
    assertThat(client.get("/api/v1/agents/life-gardener").problemCode())
        .isEqualTo("agent_not_found");

    List<Event> events = eventsOf("life-gardener", 3);
    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "signalbox.agent.registered.v1",
            "signalbox.agent.updated.v1",
            "signalbox.agent.deleted.v1");
    JsonNode last = events.getLast().data();
    assertThat(last.path("agent_id").asString()).isEqualTo("life-gardener");
    assertThat(last.path("description").asString()).isEqualTo("Knows trees.");
    assertThat(last.path("skills").path(0).path("examples").path(0).asString())
        .isEqualTo("Water my ficus");
    assertThat(last.path("models").path("primary").path(0).asString()).isEqualTo("openai/gpt-4o");
    assertThat(events).extracting(Event::subject).containsOnly("agent/life-gardener");
  }

  @Test
  void whatWasReadCanBeSentBackAndChangesNothing() {
    client.post("/api/v1/agents", gardener("same-gardener", "Knows plants."));
    Answer read = client.get("/api/v1/agents/same-gardener");

    Answer replaced =
        client.with("If-Match", tag(read)).put("/api/v1/agents/same-gardener", read.body());

    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json()).isEqualTo(read.json());
    assertThat(tag(replaced)).isEqualTo(tag(read));
  }

  @Test
  void badInputIsNamedFieldByField() {
    Answer invalid =
        client.post(
            "/api/v1/agents",
            """
            {"agent_id": "Bad Id", "agent_type": "remote", "name": "", "description": "d",
             "endpoint_url": "http://169.254.169.254:0/", "health_check_url": "ftp://x"}
            """);
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.problemCode()).isEqualTo("invalid_request");
    assertThat(invalid.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("agent_id", "name", "endpoint_url", "health_check_url");

    Answer unknownField = client.post("/api/v1/agents", "{\"agent_id\": \"x\", \"colour\": 1}");
    assertThat(unknownField.status()).isEqualTo(400);
    assertThat(unknownField.body()).contains("colour");

    assertThat(client.post("/api/v1/agents", "{\"agent_id\": ").status()).isEqualTo(400);
    assertThat(client.post("/api/v1/agents", "[]").status()).isEqualTo(400);
    assertThat(client.post("/api/v1/agents", "{\"skills\": [null]}").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/agents/nobody").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/agents/nobody").problemCode()).isEqualTo("agent_not_found");
    assertThat(client.delete("/api/v1/agents/nobody").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/agents?limit=0").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/agents?limit=many").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/agents?cursor=%21").status()).isEqualTo(400);
  }

  @Test
  void aChangeMustSayWhichRevisionItChanges() {
    client.post("/api/v1/agents", gardener("strict-gardener", "Knows plants."));
    String body = gardener("strict-gardener", "Knows more.");

    Answer missing = client.put("/api/v1/agents/strict-gardener", body);
    assertThat(missing.status()).isEqualTo(428);
    assertThat(missing.problemCode()).isEqualTo("if_match_required");
    assertThat(client.with("If-Match", "12").put("/api/v1/agents/strict-gardener", body).status())
        .isEqualTo(400);
    assertThat(client.with("If-Match", "*").put("/api/v1/agents/nobody", gardener("nobody", "x")))
        .extracting(Answer::status)
        .isEqualTo(404);
    assertThat(
            client.with("If-Match", "*").put("/api/v1/agents/strict-gardener", gardener("b", "x")))
        .extracting(Answer::status)
        .isEqualTo(400);
  }

  @Test
  void anIdIsTakenOnlyOnceEvenInARush() throws Exception {
    List<Integer> statuses =
        inARush(
            8,
            number -> client.post("/api/v1/agents", gardener("rush", "Number " + number)).status());

    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    assertThat(client.post("/api/v1/agents", gardener("rush", "Late.")).problemCode())
        .isEqualTo("agent_already_exists");
    assertThat(eventsOf("rush", 1)).hasSize(1);
  }

  @Test
  void ofTwoChangesAtOnceOneWins() throws Exception {
    Answer created = client.post("/api/v1/agents", gardener("contested", "Knows plants."));
    ServiceClient conditional = client.with("If-Match", tag(created));

    List<Integer> statuses =
        inARush(
            6,
            number ->
                conditional
                    .put("/api/v1/agents/contested", gardener("contested", "Version " + number))
                    .status());

    assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
  }

  @Test
  void aRepeatedPostWithTheSameKeyRegistersOnce() {
    ServiceClient keyed = client.with("Idempotency-Key", "register-keyed-gardener");
    String body = gardener("keyed-gardener", "Knows plants.");

    Answer first = keyed.post("/api/v1/agents", body);
    Answer again = keyed.post("/api/v1/agents", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(keyed.post("/api/v1/agents", gardener("keyed-gardener", "Other.")).status())
        .isEqualTo(422);
  }

  @Test
  void listsInPartsThatFitTogether() {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/api/v1/agents?limit=7" + cursor).json();
      assertThat(page.path("data").size()).isLessThanOrEqualTo(7);
      page.path("data").forEach(agent -> ids.add(agent.path("agent_id").asString()));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
    } while (!cursor.isEmpty());

    assertThat(ids).doesNotHaveDuplicates().isSorted().contains("coding", "base", "workflow");
  }

  @Test
  void statusSaysWhoIsRegistered() {
    JsonNode status = client.as(Role.VIEWER).get("/api/v1/agents/status").json();

    assertThat(status.path("registered_agents").intValue()).isGreaterThanOrEqualTo(39);
    assertThat(status.path("agents").findValuesAsString("agent_id")).contains("coding", "qa");
    assertThat(status.path("active_conversations").isIntegralNumber()).isTrue();
  }

  @Test
  void readingTakesATokenAndChangingTakesAnAdministrator() {
    assertThat(client.withoutToken().get("/api/v1/agents").status()).isEqualTo(401);
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
      ServiceClient lesser = client.as(role);
      assertThat(lesser.get("/api/v1/agents/coding").status()).isEqualTo(200);
      assertThat(lesser.post("/api/v1/agents", gardener("forbidden", "x")).status()).isEqualTo(403);
      assertThat(lesser.with("If-Match", "*").put("/api/v1/agents/coding", gardener("coding", "x")))
          .extracting(Answer::status)
          .isEqualTo(403);
      assertThat(lesser.delete("/api/v1/agents/coding").status()).isEqualTo(403);
    }
  }

  @Test
  void theApiDescribesItself() {
    JsonNode description = client.get("/v3/api-docs").json();

    assertThat(description.path("openapi").asString()).startsWith("3.1");
    assertThat(description.path("paths").propertyNames())
        .contains("/api/v1/agents", "/api/v1/agents/{agentId}", "/api/v1/agents/status");
  }

  private List<Event> eventsOf(String agentId, int count) {
    recorded.awaitEvent(
        Topics.AGENTS,
        event ->
            event.subject().equals("agent/" + agentId)
                && recorded.all(Topics.AGENTS).stream()
                        .filter(other -> other.subject().equals("agent/" + agentId))
                        .count()
                    >= count);
    return recorded.all(Topics.AGENTS).stream()
        .filter(event -> event.subject().equals("agent/" + agentId))
        .toList();
  }

  private static List<Integer> inARush(int callers, IntFunction<Integer> call) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
      List<Callable<Integer>> calls =
          IntStream.range(0, callers)
              .<Callable<Integer>>mapToObj(number -> () -> call.apply(number))
              .toList();
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> result : executor.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static String tag(Answer answer) {
    return Objects.requireNonNull(answer.header("ETag"));
  }

  static String gardener(String agentId, String description) {
    return """
    {"agent_id": "%s", "agent_type": "built_in", "name": "Gardener", "description": "%s",
     "prompt": "You are a gardener.", "capabilities": ["plant_care"],
     "specializations": ["indoor plants"],
     "skills": [{"name": "Water", "description": "Waters plants.", "examples": ["Water my ficus"]}],
     "models": {"primary": ["openai/gpt-4o"], "fallback": []}, "mcp_tools": []}
    """
        .formatted(agentId, description);
  }
}
