package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.streaming.wire.Protocol;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorShapesIntegrationTests extends StreamingServiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"model\":|400||line 1, column",
        "{\"messages\":[{}]}|400|model|model parameter",
        "{\"model\":\"gpt-4\"}|400|messages|messages",
        "{\"model\":\"gpt-4\",\"messages\":[]}|400|messages|at least one",
        "{\"model\":\"no-such-model\",\"messages\":[{}]}|404|model|does not exist"
      })
  void aBadRequestGetsTheProtocolsError(String body, int status, String param, String message) {
    Answer answer = client.post(CHAT, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("X-Signalbox-Overhead-Ms")).matches("\\d+\\.\\d{3}");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(error(answer, "type")).isEqualTo("invalid_request_error");
    assertThat(error(answer, "message")).contains(message);
    assertThat(error(answer, "param")).isEqualTo(param == null ? "" : param);
    assertThat(answer.json().path("error").propertyNames())
        .containsExactly("message", "type", "param", "code");
  }

  @Test
  void whatTheProviderCannotBeToldIsNamedAsTheClientCallsIt() {
    Answer gemini =
        client.post(
            "/v1beta/models/" + provider(Protocol.ANTHROPIC_MESSAGES) + "/m:generateContent",
            "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"seed\":7}}");
    Answer bedrock =
        client.post(
            "/model/" + provider(Protocol.OPENAI_RESPONSES) + "%2Fm/converse",
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}],\"inferenceConfig\":{\"stopSequences\":[\"x\"]}}");

    assertThat(gemini.status()).isEqualTo(400);
    assertThat(error(gemini, "message")).contains("'generationConfig.seed'");
    assertThat(bedrock.status()).isEqualTo(400);
    assertThat(bedrock.json().path("message").asString())
        .contains("'inferenceConfig.stopSequences'");
  }

  @Test
  void anUnknownModelHasItsCode() {
    assertThat(error(client.post(CHAT, whole("no-such-model")), "code"))
        .isEqualTo("model_not_found");
  }

  @Test
  void noKeyInTheWholeChainIsUnavailable() {
    Answer answer =
        client
            .with("X-Signalbox-Fallback-Models", "anthropic/claude-3-opus")
            .post(CHAT, whole("claude-3-5-sonnet"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(error(answer, "code")).isEqualTo("no_provider_key");
    assertThat(error(answer, "type")).isEqualTo("server_error");
  }

  @Test
  void theFiltersSpeakTheProtocolToo() {
    Answer stranger = client.withoutToken().post(CHAT, whole("gpt-4"));
    Answer viewer = client.as(Role.VIEWER).post(CHAT, whole("gpt-4"));
    Answer late = client.with("X-Request-Deadline", "1000").post(CHAT, whole("gpt-4"));

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(error(stranger, "type")).isEqualTo("authentication_error");
    assertThat(viewer.status()).isEqualTo(403);
    assertThat(error(viewer, "type")).isEqualTo("permission_error");
    assertThat(late.status()).isEqualTo(504);
    assertThat(error(late, "code")).isEqualTo("deadline_exceeded");
  }

  @Test
  void soDoesTheDispatcher() {
    Answer missing = client.get("/v1/nothing");
    Answer method = client.delete(CHAT);

    assertThat(missing.status()).isEqualTo(404);
    assertThat(error(missing, "message")).contains("/v1/nothing");
    assertThat(method.status()).isEqualTo(405);
    assertThat(error(method, "type")).isEqualTo("invalid_request_error");
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    byte[] large = new byte[21 * 1024 * 1024];
    Answer answer =
        client.send(client.request(CHAT).POST(HttpRequest.BodyPublishers.ofByteArray(large)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(error(answer, "code")).isEqualTo("body_too_large");
  }

  @Test
  void elsewhereProblemsAreProblems() {
    Answer answer = client.get("/api/v1/attempts?request_id=nonsense");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
    assertThat(client.get("/api/v1/attempts").status()).isEqualTo(400);
  }
}
