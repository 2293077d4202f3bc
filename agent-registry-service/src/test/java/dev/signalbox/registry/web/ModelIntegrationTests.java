package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.registry.testing.AgentServer;
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

  @Test
  void saysOfEachModelThatIsPassedOverWhy() {
    try (AgentServer platform = AgentServer.asPeer()) {
      platform.reply(
          "/api/v1/models",
          200,
          """
          {"data": [
            {"name": "groq/llama-3.3-70b-versatile", "provider": "groq",
             "model": "llama-3.3-70b-versatile", "state": "reachable"},
            {"name": "gemini/gemini-1.5-flash", "provider": "gemini",
             "model": "gemini-1.5-flash", "state": "retired"},
            {"name": "claude-3-5-sonnet", "provider": "anthropic",
             "model": "claude-3-5-sonnet", "state": "no_key"}]}
          """);
      platform.reply("/api/v1/prices", 404, "{}");

      JsonNode choice = client.get("/api/v1/agents/analysis/model").json();

      assertThat(choice.path("models").isEmpty()).isTrue();
      assertThat(
              choice
                  .path("passed_over")
                  .valueStream()
                  .map(model -> model.path("reason").asString())
                  .toList())
          .containsExactly("no_price", "retired", "no_key");
      assertThat(choice.path("unchecked").isEmpty()).isTrue();
      assertThat(platform.asked("/api/v1/prices").getLast().query())
          .isEqualTo("provider=groq&model=llama-3.3-70b-versatile");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"complexity=extreme", "complexity=auto", "complexity=auto&message="})
  void saysWhichParameterIsWrong(String query) {
    assertThat(client.get("/api/v1/agents/coding/model?" + query).status()).isEqualTo(400);
    assertThat(client.get("/api/v1/agents/nobody/model").status()).isEqualTo(404);
  }
}
