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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
    assertThat(
            confined
                .get("/.well-known/ai-catalog.json")
                .json()
                .path("entries")
                .findValuesAsString("identifier"))
        .as("where it can be searched, and what may be seen")
        .containsExactly("urn:air:localhost:registry:agents", "urn:air:localhost:agents:qa");
    assertThat(confined.get("/agents").json().path("total").intValue()).isEqualTo(1);
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
        "{\"query\": {\"text\": \"x\", \"filter\": {\"colour\": \"red\"}}}",
        "{\"query\": {\"text\": \"x\", \"filter\": {\"tags\": 7}}}"
      })
  void aSearchSaysWhatIsWrongInTheDraftsOwnWords(String request) {
    Answer answer = client.post("/search", request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errorCode").asString()).isEqualTo("INVALID_ARGUMENT");
    assertThat(answer.json().path("message").asString()).isNotEmpty();
  }

  @Test
  void aSearchIsFilteredByWhatEntriesSay() {
    JsonNode found =
        client
            .post(
                "/search",
                """
                {"query": {"text": "somebody who reviews code", "filter": {
                   "identifier": ["urn:air:localhost:agents:code_review",
                                  "urn:air:localhost:agents:qa"],
                   "publisher": "localhost", "version": ["1.0.0"]}}}
                """)
            .json();
    assertThat(found.path("results").findValuesAsString("identifier"))
        .isNotEmpty()
        .isSubsetOf("urn:air:localhost:agents:code_review", "urn:air:localhost:agents:qa");
    assertThat(
            client
                .post(
                    "/search",
                    "{\"query\": {\"text\": \"code\", \"filter\": {\"publisher\": \"acme.com\"}}}")
                .json()
                .path("results")
                .isEmpty())
        .isTrue();
  }

  @Test
  void theCatalogueIsBrowsedInOrderAndInParts() {
    JsonNode all = client.as(Role.VIEWER).get("/agents?pageSize=100").json();
    List<String> identifiers = all.path("items").findValuesAsString("identifier");
    assertThat(identifiers).isSorted().hasSizeGreaterThanOrEqualTo(40);
    assertThat(all.path("total").intValue()).isEqualTo(identifiers.size());
    assertThat(all.has("pageToken")).isFalse();

    JsonNode first = client.get("/agents?pageSize=2&orderBy=displayName%20DESC").json();
    JsonNode second =
        client
            .get(
                "/agents?pageSize=2&orderBy=displayName%20DESC&pageToken="
                    + first.path("pageToken").asString())
            .json();
    List<String> names = new ArrayList<>(first.path("items").findValuesAsString("displayName"));
    names.addAll(second.path("items").findValuesAsString("displayName"));
    assertThat(names).hasSize(4).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
    assertThat(first.path("items").path(0).has("score")).isFalse();
  }

  @Test
  void anEntryIsLookedUpByItsIdentifierAndFoundByOtherThingsItSays() {
    JsonNode entry = list("identifier = 'urn:air:localhost:agents:coding'").path("items").path(0);
    assertThat(entry.path("url").asString()).endsWith("/api/v1/agents/coding/card");

    assertThat(list("identifier = 'urn:air:acme.com:agents:coding'").path("total").intValue())
        .isZero();
    assertThat(
            list("displayName = 'REVIEW' AND type = 'a/b,application/a2a-agent-card+json'")
                .path("items")
                .findValuesAsString("identifier"))
        .contains("urn:air:localhost:agents:code_review");
    String capability = entry.path("capabilities").path(0).asString();
    assertThat(
            list("capabilities = '%s,nothing' AND publisherId=localhost".formatted(capability))
                .path("items")
                .findValuesAsString("identifier"))
        .contains("urn:air:localhost:agents:coding");
    JsonNode ofTheFuture =
        list("createdAfter > '2026-01-01' and updatedAfter > '2999-01-01T00:00:00Z'");
    assertThat(ofTheFuture.path("total").intValue()).isZero();
  }

  private JsonNode list(String filter) {
    return client.get("/agents?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)).json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pageSize=0",
        "pageSize=101",
        "pageToken=x",
        "orderBy=colour",
        "orderBy=displayName+UP",
        "filter=type",
        "filter=type+%3E+%27a%27",
        "filter=colour+%3D+%27red%27",
        "filter=type+%3D+%27a%27+OR+type+%3D+%27b%27",
        "filter=createdAfter+%3E+%27yesterday%27",
        "filter=displayName+%3D+%27%00%27"
      })
  void aListSaysWhatIsWrongInTheDraftsOwnWords(String query) {
    Answer answer = client.get("/agents?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errorCode").asString()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void anExplorationCountsWhatASearchWouldFind() {
    JsonNode facets =
        client
            .as(Role.VIEWER)
            .post(
                "/explore",
                """
                {"resultType": {"facets": [
                   {"field": "type"}, {"field": "publisher"}, {"field": "version"},
                   {"field": "capabilities", "limit": 1}, {"field": "tags", "minCount": 1000}]}}
                """)
            .json();
    assertThat(facets.path("resultType").asString()).isEqualTo("facets");
    int all = client.get("/agents").json().path("total").intValue();
    JsonNode type = facets.path("facets").path("type").path("buckets").path(0);
    assertThat(type.path("value").asString()).isEqualTo("application/a2a-agent-card+json");
    assertThat(type.path("count").intValue()).isEqualTo(all);
    assertThat(facets.at("/facets/publisher/buckets/0/value").asString()).isEqualTo("localhost");
    assertThat(facets.at("/facets/version/buckets").findValuesAsString("value")).contains("1.0.0");
    assertThat(facets.at("/facets/capabilities/buckets").size()).isEqualTo(1);
    assertThat(facets.at("/facets/capabilities/otherCount").intValue()).isPositive();
    assertThat(facets.at("/facets/tags/buckets").isEmpty()).isTrue();

    JsonNode narrowed =
        client
            .post(
                "/explore",
                """
                {"query": {"text": "pull request code",
                           "filter": {"identifier": "urn:air:localhost:agents:code_review"}},
                 "resultType": {"facets": [{"field": "type"}]}}
                """)
            .json();
    assertThat(narrowed.at("/facets/type/buckets/0/count").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"resultType\": {\"facets\": []}}",
        "{\"resultType\": {\"facets\": [{\"field\": \"colour\"}]}}",
        "{\"resultType\": {\"facets\": [{\"field\": \"identifier\"}]}}",
        "{\"resultType\": {\"facets\": [{\"field\": \"type\", \"limit\": 0}]}}",
        "{\"query\": 7, \"resultType\": {\"facets\": [{\"field\": \"type\"}]}}"
      })
  void anExplorationSaysWhatIsWrongInTheDraftsOwnWords(String request) {
    Answer answer = client.post("/explore", request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errorCode").asString()).isEqualTo("INVALID_ARGUMENT");
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
