package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.registry.card.CardFixtures;
import dev.signalbox.registry.card.InvalidCardException;
import dev.signalbox.registry.card.ReadCard;
import dev.signalbox.registry.testing.AgentServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class DirectoryIntegrationTests {

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;
  @Autowired Events events;
  @Autowired ReadCard read;

  @Test
  void everyAgentAtWorkHasAValidCard() throws InvalidCardException {
    for (JsonNode agent :
        client.get("/api/v1/agents?status=active&limit=200").json().path("data")) {
      String path = "/api/v1/agents/%s/card".formatted(agent.path("agent_id").asString());
      if (agent.path("agent_type").asString().equals("built_in")) {
        assertThat(read.read(client.get(path).json()).name())
            .isEqualTo(agent.path("name").asString());
      }
    }
    JsonNode card = client.get("/api/v1/agents/coding/card").json();
    assertThat(card.path("supportedInterfaces").path(0).path("url").asString())
        .isEqualTo("http://localhost:8080/api/v1/agents/message");
    assertThat(card.path("skills").path(0).path("examples").isEmpty()).isFalse();
  }

  @Test
  void anA2aAgentsCardIsItsOwnAndOneThatIsNotAtWorkHasNone() {
    try (AgentServer server = new AgentServer()) {
      server.reply("/card", 200, CardFixtures.cardOf("Weather", server.url("/a2a")));
      server.reply("/a2a", 200, CardFixtures.NO_SUCH_TASK);
      client.post(
          "/api/v1/agents",
          "{\"agent_id\": \"own-card\", \"agent_type\": \"remote_a2a\", \"card_url\": \"%s\"}"
              .formatted(server.url("/card")));

      assertThat(client.get("/api/v1/agents/own-card/card").json().path("version").asString())
          .isEqualTo("1.2.0");
      client.post("/api/v1/agents/own-card/drain", "");
      assertThat(client.get("/api/v1/agents/own-card/card").status()).isEqualTo(409);
      client.delete("/api/v1/agents/own-card");
    }
  }

  @Test
  void theManifestListsWhatTheCallerMaySee() {
    JsonNode manifest = client.as(Role.VIEWER).get("/.well-known/ai-catalog.json").json();

    assertThat(manifest.path("specVersion").asString()).isEqualTo("1.0");
    assertThat(manifest.path("entries").findValuesAsString("identifier"))
        .contains("urn:air:localhost:agents:coding")
        .allMatch(id -> id.matches("urn:air:[a-z.]+(:[a-z0-9._-]+)+"));
    JsonNode entry =
        manifest
            .path("entries")
            .valueStream()
            .filter(one -> one.path("identifier").asString().endsWith(":coding"))
            .findFirst()
            .orElseThrow();
    assertThat(entry.path("representativeQueries").size()).isBetween(2, 5);
    assertThat(entry.path("url").asString()).endsWith("/api/v1/agents/coding/card");
    assertThat(entry.has("data")).isFalse();
    assertThat(entry.has("score")).isFalse();

    ServiceClient confined =
        client.with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.VIEWER).claim("agents", List.of("qa")).sign());
    assertThat(confined.get("/.well-known/ai-catalog.json").json().path("entries").size())
        .isEqualTo(1);
    assertThat(client.withoutToken().get("/.well-known/ai-catalog.json").status()).isEqualTo(401);
  }

  @Test
  void aSearchFindsWhatFitsInParts() {
    JsonNode first =
        client
            .as(Role.VIEWER)
            .post(
                "/search",
                """
                {"query": {"text": "somebody who reviews my pull request code",
                           "filter": {"type": ["application/a2a-agent-card+json"]}},
                 "federation": "none", "pageSize": 2}
                """)
            .json();
    assertThat(first.path("results").size()).isEqualTo(2);
    assertThat(first.path("results").findValuesAsString("identifier"))
        .contains("urn:air:localhost:agents:code_review");
    assertThat(first.path("results").path(0).path("score").intValue())
        .isBetween(first.path("results").path(1).path("score").intValue(), 100);
    assertThat(first.path("results").path(0).path("source").asString())
        .isEqualTo("http://localhost:8080/");
    JsonNode second =
        client
            .post(
                "/search",
                """
                {"query": {"text": "somebody who reviews my pull request code"}, "pageSize": 2,
                 "pageToken": "%s"}
                """
                    .formatted(first.path("pageToken").asString()))
            .json();
    assertThat(second.path("results").findValuesAsString("identifier"))
        .doesNotContainAnyElementsOf(first.path("results").findValuesAsString("identifier"));

    assertThat(
            client
                .post(
                    "/search",
                    """
                    {"query": {"text": "weather forecast tools",
                               "filter": {"type": "application/mcp-server-card+json"}}}
                    """)
                .json()
                .path("results")
                .isEmpty())
        .isTrue();
    assertThat(
            client.post("/search", "{\"query\": {\"text\": \"the of & | ! :* <-> '\"}}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"query\": {\"text\": \" \"}}",
        "{\"query\": {\"text\": \"x\"}, \"pageSize\": 101}",
        "{\"query\": {\"text\": \"x\"}, \"pageToken\": \"y\"}",
        "{\"query\": {\"text\": \"x\"}, \"federation\": \"all\"}",
        "{\"query\": {\"text\": \"x\", \"filter\": {\"colour\": \"red\"}}}"
      })
  void aSearchSaysWhatIsWrongInTheDraftsOwnWords(String request) {
    Answer answer = client.post("/search", request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errorCode").asString()).isEqualTo("INVALID_ARGUMENT");
    assertThat(answer.json().path("message").asString()).isNotEmpty();
  }

  @Test
  void toolServersOfThePoolAreListed() {
    publish(
        "server-registered",
        "zebra-tools",
        Map.of("transport", "stdio", "description", "Stripes."));
    publish("server-registered", "zebra-more", Map.of("transport", "streamable_http"));
    awaitServers("zebra", "localhost/zebra-more", "localhost/zebra-tools");

    JsonNode first = client.get("/v0.1/servers?search=ZEBRA&limit=1").json();
    assertThat(first.path("metadata").path("count").intValue()).isEqualTo(1);
    JsonNode second =
        client
            .get(
                "/v0.1/servers?search=zebra&limit=1&cursor="
                    + first.path("metadata").path("nextCursor").asString())
            .json();
    JsonNode entry = second.path("servers").path(0);
    assertThat(entry.path("server").path("description").asString()).isEqualTo("Stripes.");
    assertThat(entry.path("server").path("remotes").path(0).path("url").asString())
        .isEqualTo("http://localhost:8080/mcp");
    assertThat(
            entry
                .path("_meta")
                .path("io.modelcontextprotocol.registry/official")
                .path("isLatest")
                .booleanValue())
        .isTrue();

    publish("server-availability-changed", "zebra-more", Map.of("availability", "drained"));
    awaitServers("zebra", "localhost/zebra-tools");
    publish("server-removed", "zebra-tools", Map.of());
    awaitServers("zebra");
    assertThat(client.get("/v0.1/servers?limit=101").status()).isEqualTo(400);
  }

  private void publish(String what, String serverId, Map<String, Object> more) {
    Map<String, Object> data = new HashMap<>(more);
    data.put("server_id", serverId);
    String subject = "mcp-server/" + serverId;
    Event event = events.create("signalbox.mcp." + what + ".v1", subject, data);
    recorded.publish(Topics.MCP, subject, event);
  }

  private void awaitServers(String search, String... names) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .get("/v0.1/servers?search=" + search)
                            .json()
                            .path("servers")
                            .valueStream()
                            .map(entry -> entry.path("server").path("name").asString())
                            .toList())
                    .containsExactly(names));
  }
}
