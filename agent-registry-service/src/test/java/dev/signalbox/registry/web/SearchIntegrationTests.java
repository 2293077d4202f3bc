package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class SearchIntegrationTests {

  private static final String BEEKEEPER =
      """
      {"agent_id": "beekeeper", "agent_type": "built_in", "name": "Beekeeper",
       "description": "Looks after hives.", "owner": "apiary", "prompt": "You keep bees.",
       "capabilities": ["hive_inspection"], "specializations": ["Swarm Control"],
       "tags": ["outdoors"],
       "skills": [{"name": "Harvest Honey", "description": "Extracts combs.", "examples": []}],
       "models": {"primary": ["acme/bee-1"], "fallback": ["acme/bee-2"], "low": "acme/bee-0"},
       "mcp_tools": ["hive-sensors"]}
      """;

  @Autowired ServiceClient client;

  @ParameterizedTest
  @CsvSource({
    "text,hives",
    "text,hive",
    "text,combs extracting",
    "text,hive_inspection",
    "skill,harvest honey",
    "capability,hive_inspection",
    "specialization,swarm control",
    "tag,outdoors",
    "model,acme/bee-1",
    "model,acme/bee-2",
    "model,acme/bee-0",
    "tool,hive-sensors"
  })
  void findsAnAgentByWhatItSaysOfItself(String parameter, String value) {
    client.with("If-None-Match", null).post("/api/v1/agents", BEEKEEPER);

    assertThat(found("%s=%s".formatted(parameter, value.replace(" ", "%20"))))
        .containsExactly("beekeeper");
    assertThat(found("%s=%s&status=retired".formatted(parameter, value.replace(" ", "%20"))))
        .isEmpty();
    assertThat(
            found(
                "%s=%s&health=unknown&status=active"
                    .formatted(parameter, value.replace(" ", "%20"))))
        .containsExactly("beekeeper");
  }

  @Test
  void aChangedAgentIsFoundByWhatItSaysNow() {
    client.post("/api/v1/agents", BEEKEEPER.replace("beekeeper", "changed-keeper"));
    client
        .with("If-Match", "*")
        .put(
            "/api/v1/agents/changed-keeper",
            BEEKEEPER.replace("beekeeper", "changed-keeper").replace("hives", "zebras"));

    assertThat(found("text=zebra")).containsExactly("changed-keeper");
    client.delete("/api/v1/agents/changed-keeper");
  }

  @Test
  void findsAgentsOfTheCatalogueInParts() {
    JsonNode first = client.get("/api/v1/agents?tool=database&limit=3").json();
    assertThat(first.path("data").size()).isEqualTo(3);
    JsonNode second =
        client
            .get(
                "/api/v1/agents?tool=database&limit=3&cursor="
                    + first.path("next_cursor").asString())
            .json();
    assertThat(second.path("data").findValuesAsString("agent_id"))
        .hasSize(3)
        .doesNotContainAnyElementsOf(first.path("data").findValuesAsString("agent_id"));
    assertThat(found("text=code%20review%20-nonsense")).contains("code_review");
  }

  @ParameterizedTest
  @ValueSource(strings = {"health=good", "status=gone", "text=", "tag=%00", "skill=%20"})
  void saysWhichParameterIsWrong(String query) {
    Answer answer = client.get("/api/v1/agents?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsString("field"))
        .containsExactly(query.substring(0, query.indexOf('=')));
  }

  private List<String> found(String query) {
    return client.get("/api/v1/agents?" + query).json().path("data").findValuesAsString("agent_id");
  }
}
