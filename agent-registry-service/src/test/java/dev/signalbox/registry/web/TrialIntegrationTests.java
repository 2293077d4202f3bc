package dev.signalbox.registry.web;

import static dev.signalbox.registry.web.AgentsIntegrationTests.gardener;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.registry.card.CardFixtures;
import dev.signalbox.registry.recovery.RecoverAgents;
import dev.signalbox.registry.testing.AgentServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceIntegrationTest
class TrialIntegrationTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired ServiceClient client;
  @Autowired RecoverAgents recover;
  @Autowired JdbcClient database;
  @Autowired MutableClock clock;

  private final AgentServer server = new AgentServer();

  @BeforeEach
  void healthy() {
    server.reply("/health", 200, "");
  }

  @AfterEach
  void close() {
    server.close();
    clock.reset();
  }

  @Test
  void theFirstExamplesOfTheFirstSkillsMustBeAnswered() {
    server.reply("/ask", exchange -> json(exchange, 200, "{\"content\": \"It will.\"}"));

    JsonNode agent = client.post("/api/v1/agents", remote("tried", "/ask")).json();

    assertThat(agent.path("status").asString()).isEqualTo("active");
    List<JsonNode> asked =
        server.asked("/ask").stream().map(request -> JSON.readTree(request.body())).toList();
    assertThat(asked).hasSize(3);
    assertThat(asked.stream().map(request -> request.path("message").asString()))
        .containsExactlyInAnyOrder("Will it rain?", "Will it snow?", "Will it blow?");
    assertThat(asked)
        .allMatch(
            request ->
                request.path("agent_metadata").path("message_type").asString().equals("trial"));
    client.delete("/api/v1/agents/tried");
  }

  @Test
  void anAnswerMayComeAsEvents() {
    server.reply(
        "/ask",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
          AgentServer.send(
              exchange, 200, "event: delta\ndata: {\"content\": \"It\"}\n\ndata: [DONE]\n\n");
        });

    assertThat(statusOf(remote("tried-events", "/ask"))).isEqualTo("active null");
    client.delete("/api/v1/agents/tried-events");
  }

  @Test
  void anAgentWhoseSkillsDoNotAnswerIsIsolatedWithTheReason() {
    CountDownLatch over = new CountDownLatch(1);
    Map<String, String> reasons = new LinkedHashMap<>();
    server.reply("/broken", 500, "");
    reasons.put("/broken", "the answer had status 500");
    server.reply("/never", exchange -> await(over));
    reasons.put("/never", "there was no whole answer within 1,000 ms");
    server.reply(
        "/liar",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 500);
          exchange.getResponseBody().write("{\"content\": \"".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });
    reasons.put("/liar", "the connection ended before the answer did");
    server.reply("/large", AgentServer::sendTooMuch);
    reasons.put("/large", "the answer is longer than 1,048,576 bytes");
    server.reply(
        "/inside",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
          AgentServer.send(exchange, 302, "");
        });
    reasons.put("/inside", "the answer had status 302");
    server.reply("/page", 200, "<html>");
    reasons.put("/page", "the answer is neither JSON nor an event stream");
    server.reply("/empty", exchange -> json(exchange, 200, "{\"content\": \"\"}"));
    reasons.put("/empty", "the answer has no content");
    try {
      reasons.forEach(
          (path, reason) -> {
            String agentId = "trial-" + path.substring(1);
            assertThat(statusOf(remote(agentId, path)))
                .isEqualTo("isolated the skill 'Rain' was tried, but " + reason);
            client.delete("/api/v1/agents/" + agentId);
          });
    } finally {
      over.countDown();
    }
  }

  @Test
  void anAgentThatFailedItsTrialComesBackOnceItPassesIt() {
    server.reply("/ask", 500, "");
    assertThat(statusOf(remote("retried", "/ask"))).startsWith("isolated");

    assertThat(check("retried").path("last_error").asString()).contains("was tried");
    check("retried");
    look();
    assertThat(client.get("/api/v1/agents/retried").json().path("status").asString())
        .isEqualTo("isolated");

    server.reply("/ask", exchange -> json(exchange, 200, "{\"content\": \"It will.\"}"));
    check("retried");
    int asked = server.asked("/ask").size();
    check("retried");
    look();
    assertThat(client.get("/api/v1/agents/retried").json().path("status").asString())
        .isEqualTo("active");
    assertThat(server.asked("/ask")).as("tried no more").hasSize(asked);
    client.delete("/api/v1/agents/retried");
  }

  @Test
  void aModelBehindChatCompletionsMustAnswerWithAFewTokens() {
    server.reply("/v1/models", 404, "");
    server.reply("/v1/chat/completions", exchange -> json(exchange, 200, "{\"choices\": []}"));
    assertThat(statusOf(openAi("no-message")))
        .isEqualTo("isolated the skill 'Rain' was tried, but the answer has no message");

    server.reply(
        "/v1/chat/completions",
        exchange -> {
          boolean limited = lastAsked().has("max_tokens");
          json(
              exchange,
              limited ? 400 : 200,
              "{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"\"}}]}");
        });
    assertThat(statusOf(openAi("has-message"))).isEqualTo("active null");
    assertThat(lastAsked().path("messages").findValuesAsString("content"))
        .containsExactly("Be brief.", "Will it rain?");
    client.delete("/api/v1/agents/no-message");
    client.delete("/api/v1/agents/has-message");
  }

  @Test
  void anA2aAgentMustHaveTheDeclaredSkillsAndAnswerAtItsInterface() {
    server.reply("/card", 200, CardFixtures.cardOf("Weather", server.url("/a2a")));
    assertThat(statusOf(a2a("a2a-missing", "Harvest")))
        .isEqualTo("isolated its card does not have the skill 'Harvest'");
    assertThat(statusOf(a2a("a2a-dead", "forecast")))
        .isEqualTo("isolated its interface answered with status 404 and no JSON-RPC");

    server.reply("/a2a", 200, CardFixtures.NO_SUCH_TASK);
    assertThat(statusOf(a2a("a2a-alive", "FORECAST"))).isEqualTo("active null");
    JsonNode asked = JSON.readTree(server.asked("/a2a").getLast().body());
    assertThat(asked.path("method").asString()).isEqualTo("GetTask");
    assertThat(asked.path("params").path("tenant").asString()).isEqualTo("t1");
    server.reply("/a2a", 401, "");
    assertThat(statusOf(a2a("a2a-locked", "forecast")))
        .isEqualTo("isolated its interface does not take the credential (status 401)");
    List.of("a2a-missing", "a2a-dead", "a2a-alive", "a2a-locked")
        .forEach(agentId -> client.delete("/api/v1/agents/" + agentId));
  }

  @Test
  void toolServersThatThePoolDoesNotHaveAreNoted() {
    String agent = gardener("tooled", "Digs.").replace("[]}", "[\"spade\", \"rake\"]}");
    assertThat(statusOf(agent)).as("nothing is known of the pool").isEqualTo("active null");
    client.delete("/api/v1/agents/tooled");
    database
        .sql("INSERT INTO mcp_servers VALUES ('spade', 'stdio', NULL, true, now(), now())")
        .update();
    try {
      assertThat(statusOf(agent)).isEqualTo("active tool servers that are not known yet: rake");
    } finally {
      database.sql("DELETE FROM mcp_servers WHERE server_id = 'spade'").update();
      client.delete("/api/v1/agents/tooled");
    }
  }

  @Test
  void anAgentThatNoModelCanAnswerWaitsForAPerson() {
    try (AgentServer platform = AgentServer.asPeer()) {
      platform.reply(
          "/api/v1/models",
          200,
          """
          {"data": [{"name": "openai/gpt-4o", "provider": "openai", "model": "gpt-4o",
                     "state": "no_key"}]}
          """);
      assertThat(statusOf(gardener("speechless", "Digs.")))
          .isEqualTo("isolated no model can be asked: openai/gpt-4o: no_key");
    }
    assertThat(
            client.get("/api/v1/agents/speechless/recovery").json().path("recovering").asBoolean())
        .isFalse();
    client.delete("/api/v1/agents/speechless");
  }

  @Test
  void anAgentWhoseModelsHaveNoPriceWorksAndSaysSo() {
    try (AgentServer platform = AgentServer.asPeer()) {
      platform.reply(
          "/api/v1/models",
          200,
          """
          {"data": [{"name": "openai/gpt-4o", "provider": "openai", "model": "gpt-4o",
                     "state": "reachable"}]}
          """);
      platform.reply("/api/v1/prices", 404, "{}");

      assertThat(statusOf(gardener("priceless", "Digs.")))
          .isEqualTo("active no model can be asked: openai/gpt-4o: no_price");
    }
    client.delete("/api/v1/agents/priceless");
  }

  private JsonNode lastAsked() {
    return JSON.readTree(server.asked("/v1/chat/completions").getLast().body());
  }

  private String statusOf(String definition) {
    JsonNode agent = client.post("/api/v1/agents", definition).json();
    return agent.path("status").asString() + ' ' + agent.path("status_reason").asString("null");
  }

  private JsonNode check(String agentId) {
    return client.post("/api/v1/agents/" + agentId + "/health/check", "").json();
  }

  private void look() {
    database.sql("UPDATE agent_recoveries SET next_look_at = now()").update();
    recover.recoverDue();
  }

  private String remote(String agentId, String path) {
    return """
    {"agent_id": "%s", "agent_type": "remote", "name": "Weather", "description": "Knows.",
     "endpoint_url": "%s", "health_check_url": "%s",
     "skills": [{"name": "Rain", "description": "Of rain.", "examples": ["Will it rain?", "Wet?"]},
                {"name": "Mist", "description": "Of mist.", "examples": []},
                {"name": "Snow", "description": "Of snow.", "examples": ["Will it snow?"]},
                {"name": "Wind", "description": "Of wind.", "examples": ["Will it blow?"]},
                {"name": "Sun", "description": "Of sun.", "examples": ["Will it shine?"]}]}
    """
        .formatted(agentId, server.url(path), server.url("/health"));
  }

  private String openAi(String agentId) {
    return """
    {"agent_id": "%s", "agent_type": "openai_compatible", "name": "Model", "description": "Any.",
     "endpoint_url": "%s", "model": "tiny", "prompt": "Be brief.",
     "skills": [{"name": "Rain", "description": "Of rain.", "examples": ["Will it rain?"]}]}
    """
        .formatted(agentId, server.url("/v1"));
  }

  private String a2a(String agentId, String skill) {
    return """
    {"agent_id": "%s", "agent_type": "remote_a2a", "card_url": "%s",
     "skills": [{"name": "%s", "description": "Any.", "examples": []}]}
    """
        .formatted(agentId, server.url("/card"), skill);
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    AgentServer.send(exchange, status, body);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
