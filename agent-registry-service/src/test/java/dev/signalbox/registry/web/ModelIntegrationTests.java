package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class ModelIntegrationTests {

  @Autowired ServiceClient client;

  @Test
  void namesTheModelsOfAnAgentInOrder() {
    JsonNode low = client.get("/api/v1/agents/coding/model?complexity=low").json();
    assertThat(low.path("models").path(0).asString()).isEqualTo("groq/llama-3.1-8b-instant");
    JsonNode high = client.get("/api/v1/agents/coding/model?complexity=high").json();
    assertThat(high.path("models").path(0).asString()).isEqualTo("mistral/codestral-latest");
    JsonNode measured =
        client.get("/api/v1/agents/coding/model?complexity=auto&message=hello").json();
    assertThat(measured.path("complexity").asString()).isEqualTo("low");
    // Nobody is there who could say.
    assertThat(measured.path("unchecked").valueStream().map(JsonNode::asString).toList())
        .isEqualTo(List.of("reachable", "priced"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"complexity=extreme", "complexity=auto", "complexity=auto&message="})
  void saysWhichParameterIsWrong(String query) {
    assertThat(client.get("/api/v1/agents/coding/model?" + query).status()).isEqualTo(400);
    assertThat(client.get("/api/v1/agents/nobody/model").status()).isEqualTo(404);
  }
}
