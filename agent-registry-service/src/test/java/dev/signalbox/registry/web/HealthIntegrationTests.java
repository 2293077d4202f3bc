package dev.signalbox.registry.web;

import static dev.signalbox.registry.web.AgentsIntegrationTests.gardener;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.registry.card.CardFixtures;
import dev.signalbox.registry.health.CheckAgents;
import dev.signalbox.registry.testing.AgentServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class HealthIntegrationTests {

  private static final String CARD = "/.well-known/agent-card.json";

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;
  @Autowired Events events;
  @Autowired JdbcClient database;
  @Autowired CheckAgents checks;

  private final AgentServer server = new AgentServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void checksMakeAnAgentHealthyDegradedAndUnhealthy() {
    server.reply("/health", 200, "");
    client.post("/api/v1/agents", remote("watched"));

    assertThat(check("watched").path("health").asString()).isEqualTo("healthy");
    server.reply("/health", 500, "");
    assertThat(check("watched").path("health").asString()).isEqualTo("degraded");
    check("watched");
    JsonNode unhealthy = check("watched");
    assertThat(unhealthy.path("health").asString()).isEqualTo("unhealthy");
    assertThat(unhealthy.path("last_error").asString()).contains("status 500");
    assertThat(unhealthy.path("unhealthy_since").isString()).isTrue();
    assertThat(unhealthy.path("last_day").path("checks").intValue()).isEqualTo(4);
    assertThat(unhealthy.path("last_day").path("uptime").doubleValue()).isEqualTo(0.25);

    assertThat(client.get("/api/v1/agents/watched").json().path("health").asString())
        .isEqualTo("unhealthy");
    assertThat(client.get("/api/v1/agents?health=unhealthy").body()).contains("watched");
    Event event =
        recorded.awaitEvent(
            Topics.AGENTS,
            change ->
                change.subject().equals("agent/watched")
                    && change.data().path("health").asString().equals("unhealthy"));
    assertThat(event.type()).isEqualTo("signalbox.agent.health-changed.v1");
    assertThat(event.data().path("endpoint").path("url").asString()).isEqualTo(server.url("/ask"));

    JsonNode history = client.get("/api/v1/agents/watched/health/history").json();
    assertThat(history.path("data").size()).isBetween(1, 2);
    assertThat(client.as(Role.VIEWER).post("/api/v1/agents/watched/health/check", "").status())
        .isEqualTo(403);
    client.delete("/api/v1/agents/watched");
  }

  @Test
  void anAgentThatIsDueIsCheckedOnceByAllReplicasTogether() throws Exception {
    server.reply("/health", 200, "");
    client.post("/api/v1/agents", remote("shared"));
    database.sql("UPDATE agent_health SET next_check_at = 'infinity'").update();
    database
        .sql("UPDATE agent_health SET next_check_at = now() WHERE agent_id = 'shared'")
        .update();
    int before = server.asked("/health").size();

    Callable<Boolean> replica =
        () -> {
          checks.checkDue();
          return true;
        };
    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      replicas.invokeAll(List.of(replica, replica, replica, replica));
    }

    assertThat(server.asked("/health")).hasSize(before + 1);
    assertThat(
            database
                .sql(
                    """
                    SELECT next_check_at BETWEEN now() + interval '50 s' AND now() + interval '70 s'
                      FROM agent_health WHERE agent_id = 'shared'
                    """)
                .query(Boolean.class)
                .single())
        .isTrue();
    client.delete("/api/v1/agents/shared");
  }

  @Test
  void aCardIsAskedForAgainByItsTagAndFollowed() {
    server.reply("/a2a", 200, CardFixtures.NO_SUCH_TASK);
    server.reply(
        CARD,
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          AgentServer.send(exchange, 200, CardFixtures.cardOf("Weather", server.url("/a2a")));
        });
    client.post(
        "/api/v1/agents",
        "{\"agent_id\": \"carded\", \"agent_type\": \"remote_a2a\", \"card_url\": \"%s\"}"
            .formatted(server.url(CARD)));
    server.reply(CARD, exchange -> exchange.sendResponseHeaders(304, -1));
    assertThat(check("carded").path("health").asString()).isEqualTo("healthy");
    assertThat(server.asked(CARD).getLast().header("If-none-match")).isEqualTo("\"v1\"");

    server.reply(
        CARD,
        200,
        CardFixtures.cardOf("Weather", server.url("/moved"))
            .replace("Says what comes.", "Says what comes tomorrow."));
    check("carded");
    JsonNode changed = client.get("/api/v1/agents/carded").json();
    assertThat(changed.path("skills").path(0).path("description").asString())
        .isEqualTo("Says what comes tomorrow.");
    assertThat(changed.path("version").intValue()).isEqualTo(2);
    recorded.awaitEvent(
        Topics.AGENTS,
        event ->
            event.subject().equals("agent/carded")
                && event
                    .data()
                    .path("endpoint")
                    .path("url")
                    .asString()
                    .equals(server.url("/moved")));

    server.reply(CARD, 200, CardFixtures.cardOf("Somebody else", server.url("/a2a")));
    assertThat(check("carded").path("last_error").asString())
        .isEqualTo(
            "the card is of another agent now: it was of 'Weather' and is of 'Somebody else'");
    assertThat(client.get("/api/v1/agents/carded").json().path("name").asString())
        .isEqualTo("Weather");
    client.delete("/api/v1/agents/carded");
  }

  @Test
  void runsSayHowAnAgentDoes() {
    client.post("/api/v1/agents", gardener("busy", "Knows plants."));
    Instant start = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MILLIS);
    for (int number = 0; number < 10; number++) {
      publish("routed", "run_h" + number, "busy", null, null, start);
    }
    awaitConversations(10);
    for (int number = 0; number < 10; number++) {
      if (number < 6) {
        publish("answered", "run_h" + number, "busy", null, null, start.plusSeconds(2));
      } else {
        publish(
            "answer-failed",
            "run_h" + number,
            "busy",
            null,
            "provider_error",
            start.plusSeconds(1));
      }
    }

    recorded.awaitEvent(
        Topics.AGENTS,
        event ->
            event.subject().equals("agent/busy")
                && event.data().path("health").asString().equals("degraded"));
    JsonNode day = client.get("/api/v1/agents/busy/health").json().path("last_day");
    assertThat(day.path("requests").intValue()).isEqualTo(10);
    assertThat(day.path("error_rate").doubleValue()).isEqualTo(0.4);
    assertThat(day.path("average_response_ms").intValue()).isEqualTo(2_000);
    assertThat(day.path("p99_response_ms").intValue()).isBetween(1_700, 2_500);
    assertThat(day.path("uptime").isNull()).isTrue();
    assertThat(client.get("/api/v1/agents/status").json().path("active_conversations").intValue())
        .isZero();
  }

  @Test
  void anAgentWhosePlaceAnotherTookHasFailedAndOthersFaultsAreNotIts() {
    client.post("/api/v1/agents", gardener("replaced", "Knows plants."));
    client.post("/api/v1/agents", gardener("replacement", "Knows plants."));
    Instant start = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MILLIS);
    publish("routed", "run_f1", "replaced", null, null, start);
    publish("routed", "run_f1", "replacement", "replaced", "provider_error", start.plusSeconds(1));
    publish("answered", "run_f1", "replacement", null, null, start.plusSeconds(3));
    publish("routed", "run_f2", "replaced", null, null, start);
    publish("answer-failed", "run_f2", "replaced", null, "client_gone", start.plusSeconds(1));
    publish("routed", "run_f3", "replacement", null, null, start);
    Event twice = publish("answered", "run_f3", "replacement", null, null, start.plusSeconds(2));
    recorded.publish(Topics.CONVERSATIONS, "conversation/run_f3", twice);
    recorded.publish(Topics.CONVERSATIONS, "conversation/run_f3", twice);

    recorded.awaitEvent(
        Topics.AGENTS,
        event ->
            event.subject().equals("agent/replacement")
                && event.data().path("health").asString().equals("healthy"));
    publish("routed", "run_f4", "replacement", null, null, start);
    publish("answered", "run_f4", "replacement", null, null, start.plusSeconds(2));
    awaitRequests("replacement", 3);
    assertThat(requests("replaced")).isEqualTo(1);
    assertThat(client.get("/api/v1/agents/replaced/health").json().path("last_error").asString())
        .isEqualTo("provider_error");
  }

  @Test
  void saysWhichTimesCannotBeAskedFor() {
    for (String query :
        List.of(
            "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
            "from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z",
            "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&step_seconds=60",
            "step_seconds=61",
            "from=yesterday")) {
      assertThat(client.get("/api/v1/agents/qa/health/history?" + query).status())
          .as(query)
          .isEqualTo(400);
    }
    assertThat(client.get("/api/v1/agents/nobody/health").status()).isEqualTo(404);
  }

  private Event publish(
      String what,
      String runId,
      String agentId,
      @Nullable String previous,
      @Nullable String reason,
      Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("run_id", runId);
    data.put("agent_id", agentId);
    data.put("conversation_id", "conv_" + runId);
    data.put("previous_agent_id", previous);
    data.put("reason", reason);
    Event now =
        events.create("signalbox.conversation." + what + ".v1", "conversation/" + runId, data);
    Event event =
        new Event(
            now.id(), "routing-service", now.subject(), now.type(), at, null, null, now.data());
    recorded.publish(Topics.CONVERSATIONS, event.subject(), event);
    return event;
  }

  private JsonNode check(String agentId) {
    return client.post("/api/v1/agents/" + agentId + "/health/check", "").json();
  }

  private int requests(String agentId) {
    return client
        .get("/api/v1/agents/" + agentId + "/health")
        .json()
        .path("last_day")
        .path("requests")
        .intValue();
  }

  private void awaitRequests(String agentId, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(requests(agentId)).isEqualTo(count));
  }

  private void awaitConversations(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .get("/api/v1/agents/status")
                            .json()
                            .path("active_conversations")
                            .intValue())
                    .isGreaterThanOrEqualTo(count));
  }

  private String remote(String agentId) {
    return """
    {"agent_id": "%s", "agent_type": "remote", "name": "Weather", "description": "Knows.",
     "endpoint_url": "%s", "health_check_url": "%s"}
    """
        .formatted(agentId, server.url("/ask"), server.url("/health"));
  }
}
