package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.simulator.RecordedRequest;
import dev.signalbox.streaming.wire.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RelayIntegrationTests extends StreamingServiceTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void aStreamIsRelayedToTheByte() {
    String body =
        """
        : comment\r
        \r
        event: message\r
        data: {"choices" : [ {"delta":{"content":"zażółć"},"x":1.00} ]}\r
        \r
        data:{"choices":[{"delta":{},"finish_reason":"stop"}],
        data:"usage":null}

        data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1,"cost":0.10}}

        data: [DONE]

        """;
    String model = scripted("{\"raw\":{\"body\":" + JSON.writeValueAsString(body) + "}}");

    Answer answer =
        client.post(
            CHAT,
            stream("openai/" + model)
                .replace("{\"model", "{\"stream_options\":{\"include_usage\":true},\"model"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
    assertThat(answer.header("X-Signalbox-Provider")).isEqualTo("openai");
    assertThat(answer.header("X-Signalbox-Model")).isEqualTo("openai/" + model);
    assertThat(answer.header("X-Signalbox-Simulated")).isEqualTo("false");
    assertThat(answer.header("X-Signalbox-Attempt-Id")).startsWith("att_");
  }

  @Test
  void usageThatWasNotAskedForIsReadAndNotRelayed() {
    String model = scripted("{\"content\":\"one two three\"}");

    Answer answer = client.post(CHAT, stream("openai/" + model));

    assertThat(answer.body()).doesNotContain("prompt_tokens").endsWith("data: [DONE]\n\n");
    JsonNode attempt = attempts(requestId(answer)).getFirst();
    assertThat(attempt.path("status").asString()).isEqualTo("completed");
    assertThat(attempt.path("usage_source").asString()).isEqualTo("provider");
    assertThat(attempt.at("/provider_usage/completion_tokens").asInt()).isEqualTo(3);
    assertThat(attempt.at("/buckets/output_visible").asInt()).isEqualTo(3);
  }

  @Test
  void theProviderGetsTheBodyWithItsOwnModelAndKeyAndNothingOfTheCallers() {
    String model = newModel();
    String body =
        "{\"model\" : \"groq/"
            + model
            + "\", \"unknown_field\":{\"deep\":[1.0,true]},\"temperature\":0.70,"
            + MESSAGES
            + "}";

    Answer answer = client.with("X-Signalbox-Agent-Id", "coding").post(CHAT, body);

    assertThat(answer.status()).isEqualTo(200);
    RecordedRequest asked = askedFor(model).getFirst();
    assertThat(asked.body()).isEqualTo(body.replace("groq/", ""));
    assertThat(asked.target()).isEqualTo("/groq/v1/chat/completions");
    assertThat(asked.headers()).containsEntry("authorization", List.of("Bearer gsk-groq-test"));
    assertThat(asked.headers().keySet())
        .noneMatch(name -> name.startsWith("x-signalbox") || name.equals("x-request-id"));
  }

  @Test
  void aProviderIsNotGivenTheThoughtsOfAnother() {
    String model = newModel();
    String thought = "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"%s\"},";

    Answer answer =
        client.post(
            "/v1/responses",
            "{\"model\":\"%s/%s\",\"unknown\":[1.0],\"input\":[%s%s{\"role\":\"user\",\"content\":\"Hi\"}]}"
                .formatted(
                    provider(Protocol.OPENAI_RESPONSES),
                    model,
                    thought.formatted("anthropic_messages:EqQB"),
                    thought.formatted("gAAAAAB")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Signalbox-Unused")).isEqualTo("thinking");
    assertThat(askedFor(model).getFirst().body())
        .contains("gAAAAAB", "\"unknown\":[1.0]")
        .doesNotContain("EqQB");
  }

  @Test
  void azureGetsItsKeyInItsOwnHeader() {
    String model = newModel();

    assertThat(client.post(CHAT, whole("azure/" + model)).status()).isEqualTo(200);
    RecordedRequest asked = askedFor(model).getFirst();
    assertThat(asked.target()).isEqualTo("/openai/v1/chat/completions");
    assertThat(asked.headers()).containsEntry("api-key", List.of("azure-test"));
    assertThat(asked.headers()).doesNotContainKey("authorization");
  }

  @Test
  void anAnswerOutsideAStreamIsRelayedToTheByte() {
    String body =
        """
        { "choices":[{"message":{"content":"hi"}}],
        "usage":{"prompt_tokens":2,"completion_tokens":0},"x":1.0}""";
    String model =
        scripted(
            "{\"raw\":{\"content_type\":\"application/json\",\"body\":"
                + JSON.writeValueAsString(body)
                + "}}");

    Answer answer = client.post(CHAT, whole("openai/" + model));

    assertThat(answer.body()).isEqualTo(body);
    JsonNode attempt = attempts(requestId(answer)).getFirst();
    assertThat(attempt.path("usage_source").asString()).isEqualTo("provider");
    assertThat(attempt.at("/provider_usage/completion_tokens").asInt(-1)).isZero();
    assertThat(attempt.path("requested_model").asString()).isEqualTo("openai/" + model);
  }

  @Test
  void embeddingsAreRelayedMeteredAndPriced() {
    String model = newModel();

    Answer answer =
        client.post(
            "/v1/embeddings",
            "{\"model\":\"openai/" + model + "\",\"input\":[\"one\",\"two words\"]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("data")).hasSize(2);
    assertThat(answer.header("X-Signalbox-Cost-Usd")).isNotNull();
    assertThat(askedFor(model).getFirst().target()).isEqualTo("/openai/v1/embeddings");
    JsonNode usage = usageOf(String.valueOf(answer.header("X-Signalbox-Attempt-Id"))).data();
    assertThat(usage.path("api_flavor").asString()).isEqualTo("embeddings");
    assertThat(usage.path("usage_source").asString()).isEqualTo("provider");
    assertThat(usage.at("/buckets/input_uncached").asInt()).isPositive();
  }

  @Test
  void whoDoesNotMakeEmbeddingsIsNotAsked() {
    Answer answer =
        client.post(
            "/v1/embeddings",
            "{\"model\":\"" + provider(Protocol.ANTHROPIC_MESSAGES) + "/any\",\"input\":\"one\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(error(answer, "code")).isEqualTo("unsupported_field");
    assertThat(error(answer, "param")).isEqualTo("model");
  }

  @Test
  void toolCallsAreStreamed() {
    String model =
        scripted("{\"tool_calls\":[{\"name\":\"read\",\"arguments\":{\"path\":\"pom.xml\"}}]}");

    Answer answer = client.post(CHAT, stream("openai/" + model));

    assertThat(answer.body())
        .contains("\"name\":\"read\"", "\"finish_reason\":\"tool_calls\"")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void theSimulatorsModelsAreFlagged() {
    Answer answer = client.post(CHAT, whole("simulator/echo"));

    assertThat(answer.header("X-Signalbox-Simulated")).isEqualTo("true");
    assertThat(answer.body()).contains("simulated", "Hello there");
    assertThat(attempts(requestId(answer)).getFirst().path("simulated").asBoolean()).isTrue();
  }

  @Test
  void aliasesAreServed() {
    assertThat(client.post(CHAT, whole("gpt-4")).header("X-Signalbox-Model"))
        .isEqualTo("openai/gpt-4");
  }

  @Test
  void modelsAreListed() {
    JsonNode models = client.get("/v1/models").json();

    assertThat(models.path("object").asString()).isEqualTo("list");
    assertThat(models.path("data").valueStream().map(model -> model.path("id").asString()))
        .contains("openai/gpt-4", "gpt-4", "groq/llama-3.3-70b-versatile", "simulator/echo")
        .doesNotContain("anthropic/claude-3-opus");
    assertThat(client.get("/v1/models/openai/gpt-4").json().path("owned_by").asString())
        .isEqualTo("openai");
    assertThat(client.get("/v1/models/nothing").status()).isEqualTo(404);
    JsonNode states = client.get("/api/v1/models?name=gpt-4&name=nothing").json().path("data");
    assertThat(states.findValuesAsString("state")).containsExactly("reachable", "unknown");
    assertThat(states.path(0).path("provider").asString()).isEqualTo("openai");
    assertThat(client.get("/api/v1/models").json().path("data").findValuesAsString("name"))
        .contains("openai/gpt-4")
        .doesNotContain("gpt-4");
    assertThat(client.get("/api/v1/models?name=" + "x".repeat(201)).problemCode())
        .isEqualTo("invalid_request");
  }
}
