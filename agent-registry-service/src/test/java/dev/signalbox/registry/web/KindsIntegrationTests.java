package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.registry.card.CardFixtures;
import dev.signalbox.registry.testing.AgentServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class KindsIntegrationTests {

  private static final String CARD = "/.well-known/agent-card.json";

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;

  private final AgentServer server = AgentServer.atOrigin();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aRemoteAgentIsAskedForItsHealthBeforeItGetsWork() {
    server.reply("/health", 200, "fine");

    Answer created = client.post("/api/v1/agents", remote("weather"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("status").asString()).isEqualTo("active");
    assertThat(created.json().has("prompt")).isFalse();
    assertThat(server.asked("/health").getFirst().header("Authorization"))
        .isEqualTo("Bearer s3cret");
    assertThat(client.get("/api/v1/agents/weather").json()).isEqualTo(created.json());
    Event event = eventOf("weather");
    assertThat(event.data().path("endpoint").path("url").asString()).isEqualTo(server.url("/ask"));
    assertThat(event.data().path("endpoint").path("credential").asString()).isEqualTo("acme");
    assertThat(event.data().path("limits").path("max_concurrent_requests").intValue()).isEqualTo(5);
    assertThat(event.data().toString()).doesNotContain("s3cret");
    client.delete("/api/v1/agents/weather");
  }

  @Test
  void aBrokenAgentIsKeptIsolatedWithTheReason() {
    server.reply("/health", 503, "");

    Answer created = client.post("/api/v1/agents", remote("broken"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("status").asString()).isEqualTo("isolated");
    assertThat(created.json().path("status_reason").asString())
        .isEqualTo("the health check answered with status 503");
    assertThat(eventOf("broken").data().path("status").asString()).isEqualTo("isolated");
  }

  @Test
  void aDraftIsCheckedWhenItIsActivated() {
    Answer draft =
        client.post(
            "/api/v1/agents", remote("drafted").replaceFirst("\\{", "{\"status\": \"draft\","));
    assertThat(draft.json().path("status").asString()).isEqualTo("draft");
    assertThat(server.asked("/health")).isEmpty();

    Answer failed = client.post("/api/v1/agents/drafted/activate", "");
    assertThat(failed.json().path("status").asString()).isEqualTo("isolated");
    assertThat(failed.json().path("status_reason").asString()).contains("status 404");

    client.delete("/api/v1/agents/drafted");
    client.post("/api/v1/agents", remote("drafted").replaceFirst("\\{", "{\"status\": \"draft\","));
    server.reply("/health", 204, "");
    assertThat(client.post("/api/v1/agents/drafted/activate", "").json().path("status").asString())
        .isEqualTo("active");
  }

  @Test
  void anA2aAgentIsWhatItsCardSays() {
    server.reply(CARD, 200, CardFixtures.cardOf("Weather", server.url("/a2a")));
    server.reply("/a2a", 200, CardFixtures.NO_SUCH_TASK);

    JsonNode created = client.post("/api/v1/agents", a2a("a2a-weather", server.url(""))).json();

    assertThat(created.path("status").asString()).isEqualTo("active");
    assertThat(created.path("name").asString()).isEqualTo("Weather");
    assertThat(created.path("card_url").asString()).isEqualTo(server.url(CARD));
    assertThat(created.path("skills").path(0).path("examples").path(0).asString())
        .isEqualTo("Will it rain?");
    JsonNode endpoint = eventOf("a2a-weather").data().path("endpoint");
    assertThat(endpoint.path("url").asString()).isEqualTo(server.url("/a2a"));
    assertThat(endpoint.path("protocol_binding").asString()).isEqualTo("JSONRPC");
    assertThat(endpoint.path("protocol_version").asString()).isEqualTo("1.0");
    assertThat(endpoint.path("tenant").asString()).isEqualTo("t1");
  }

  @Test
  void whatADefinitionSaysIsNotOverwrittenByTheCard() {
    server.reply(CARD, 200, CardFixtures.olderCardOf("Weather", server.url("/a2a")));

    JsonNode created =
        client
            .post(
                "/api/v1/agents",
                a2a("named-weather", server.url(CARD))
                    .replaceFirst("\\{", "{\"name\": \"Our weather\","))
            .json();

    assertThat(created.path("name").asString()).isEqualTo("Our weather");
    assertThat(created.path("description").asString()).isEqualTo("Knows the weather.");
    assertThat(created.path("skills").size()).isEqualTo(1);
  }

  @Test
  void anA2aAgentWithoutAUsableCardIsIsolatedWithTheReason() {
    server.reply("/large", AgentServer::sendTooMuch);
    server.reply(
        "/inside",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
          AgentServer.send(exchange, 302, "");
        });
    server.reply("/page", 200, "<html>");
    server.reply("/nul", 200, "{\"name\": \"\\u0000\"}");

    assertThat(reasonFor("a2a-large", "/large")).contains("longer than 1,048,576 bytes");
    assertThat(reasonFor("a2a-inside", "/inside")).contains("may not be called");
    assertThat(reasonFor("a2a-page", "/page")).contains("no well-formed JSON");
    assertThat(reasonFor("a2a-nul", "/nul")).contains("description is missing");
    assertThat(reasonFor("a2a-none", "/none")).contains("status 404");
    JsonNode kept = client.get("/api/v1/agents/a2a-none").json();
    assertThat(kept.path("name").asString()).isEqualTo("a2a-none");
    assertThat(eventOf("a2a-none").data().has("endpoint")).isFalse();
  }

  @Test
  void anOpenAiCompatibleAgentMustHaveItsModel() {
    server.reply("/v1/models", 200, "{\"data\": [{\"id\": \"tiny\"}, {\"id\": \"large\"}]}");

    JsonNode there = client.post("/api/v1/agents", openAi("has-model", "tiny", "acme")).json();
    assertThat(there.path("status").asString()).isEqualTo("active");
    assertThat(server.asked("/v1/models").getFirst().header("Authorization"))
        .isEqualTo("Bearer s3cret");
    JsonNode endpoint = eventOf("has-model").data().path("endpoint");
    assertThat(endpoint.path("url").asString()).isEqualTo(server.url("/v1/"));
    assertThat(endpoint.path("model").asString()).isEqualTo("tiny");
    assertThat(client.get("/api/v1/agents?model=tiny").body()).contains("has-model");

    assertThat(
            client
                .post("/api/v1/agents", openAi("no-model", "huge", "acme"))
                .json()
                .path("status_reason")
                .asString())
        .isEqualTo("the model 'huge' is not among those there");
    assertThat(
            client
                .post("/api/v1/agents", openAi("no-credential", "tiny", "nobody"))
                .json()
                .path("status_reason")
                .asString())
        .isEqualTo("signalbox.agents.credentials.nobody is not set for where the agent is");
    server.reply("/v1/models", 401, "");
    assertThat(
            client
                .post("/api/v1/agents", openAi("refused", "tiny", "acme"))
                .json()
                .path("status_reason")
                .asString())
        .contains("credential is not taken");
  }

  @Test
  void fieldsOfOtherKindsAreRefused() {
    Answer refused =
        client.post(
            "/api/v1/agents",
            openAi("mixed", "tiny", "acme")
                .replaceFirst(
                    "\\{",
                    "{\"card_url\": \"https://example.com\", \"mcp_tools\": [\"database\"],"));

    assertThat(refused.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("card_url", "mcp_tools");
  }

  private String reasonFor(String agentId, String path) {
    JsonNode created = client.post("/api/v1/agents", a2a(agentId, server.url(path))).json();
    assertThat(created.path("status").asString()).isEqualTo("isolated");
    return created.path("status_reason").asString();
  }

  private Event eventOf(String agentId) {
    return recorded.awaitEvent(Topics.AGENTS, event -> event.subject().equals("agent/" + agentId));
  }

  private String remote(String agentId) {
    return """
    {"agent_id": "%s", "agent_type": "remote", "name": "Weather", "description": "Knows.",
     "endpoint_url": "%s", "health_check_url": "%s", "credential": "acme"}
    """
        .formatted(agentId, server.url("/ask"), server.url("/health"));
  }

  private static String a2a(String agentId, String cardUrl) {
    return """
    {"agent_id": "%s", "agent_type": "remote_a2a", "card_url": "%s"}
    """
        .formatted(agentId, cardUrl);
  }

  private String openAi(String agentId, String model, String credential) {
    return """
    {"agent_id": "%s", "agent_type": "openai_compatible", "name": "Model", "description": "Any.",
     "endpoint_url": "%s", "model": "%s", "credential": "%s"}
    """
        .formatted(agentId, server.url("/v1/"), model, credential);
  }
}
