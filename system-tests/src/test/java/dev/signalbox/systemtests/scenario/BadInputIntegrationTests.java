package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input gets a problem that says what is wrong, where, and what to do. */
class BadInputIntegrationTests {
  private static final String MESSAGES = "/api/v1/agents/message";

  private final PlatformApi api = Platform.running().api();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":\"hello\",\"agent_id\":\"nobody\"} | 404 | agent_not_found",
        "{\"message\":\"\"} | 400 | invalid_request",
        "{\"message\":\"hello\", | 400 | malformed_json",
        "{\"message\":\"hello\",\"massage\":\"x\"} | 400 | unknown_field"
      })
  void aMessageThatCannotBeTaken(String body, int status, String code) {
    HttpResponse<String> response = api.post(MESSAGES, body);

    JsonNode problem = problem(response, status);
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("detail").asString()).isNotBlank();
  }

  @Test
  void malformedJsonIsAnsweredWithThePosition() {
    JsonNode problem = problem(api.post(MESSAGES, "{\"message\":\n  nonsense}"), 400);

    assertThat(problem.path("detail").asString()).contains("line 2");
  }

  @Test
  void anUnknownFieldIsNamed() {
    JsonNode problem = problem(api.post(MESSAGES, "{\"message\":\"x\",\"massage\":\"y\"}"), 400);

    assertThat(problem.toString()).contains("massage");
  }

  @Test
  void aMessageOver256KiBIsTooLarge() {
    String message = "x".repeat(256 * 1024 + 1);

    problem(api.post(MESSAGES, "{\"message\":\"" + message + "\"}"), 413);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] body = "{\"message\":\"abc?\"}".getBytes(StandardCharsets.UTF_8);
    body[15] = (byte) 0xFF;
    HttpResponse<String> response =
        PlatformApi.send(
            HttpRequest.newBuilder(URI.create(api.base() + MESSAGES))
                .header("Authorization", "Bearer " + api.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());

    problem(response, 400);
  }

  @Test
  void noKeyARevokedKeyAndAKeyOfTooLowARole() {
    JsonNode viewer =
        JsonMapper.shared()
            .readTree(api.post("/api/v1/keys", "{\"name\":\"reader\",\"role\":\"viewer\"}").body());
    PlatformApi reader = new PlatformApi(URI.create(api.base()).getPort(), text(viewer, "key"));

    assertThat(reader.get("/api/v1/agents").statusCode()).isEqualTo(200);
    problem(reader.post(MESSAGES, "{\"message\":\"hello\"}"), 403);
    problem(new PlatformApi(URI.create(api.base()).getPort(), "sbx_nobody").get(MESSAGES), 401);

    assertThat(api.delete("/api/v1/keys/" + text(viewer, "id")).statusCode()).isEqualTo(204);
    await("the revocation is known")
        .atMost(Duration.ofSeconds(60))
        .until(() -> reader.get("/api/v1/agents").statusCode() == 401);
  }

  @Test
  void anUnknownPathIsAProblemToo() {
    problem(api.get("/api/v1/nothing-here"), 404);
  }

  @Test
  void anUnknownModelIsAnsweredInTheProtocolsOwnShape() {
    HttpResponse<String> response =
        api.post(
            "/v1/chat/completions",
            "{\"model\":\"nobody/knows\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(JsonMapper.shared().readTree(response.body()).path("error").path("code").asString())
        .isEqualTo("model_not_found");
  }

  private static JsonNode problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    return JsonMapper.shared().readTree(response.body());
  }

  private static String text(JsonNode node, String field) {
    assertThat(node.path(field).isString()).as(node.toString()).isTrue();
    return node.path(field).asString();
  }
}
