package dev.signalbox.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

class ErrorShapeTests {
  private final ProblemException invalidKey =
      new ProblemException(GatewayProblem.INVALID_API_KEY, "no such key");

  @ParameterizedTest
  @CsvSource({
    "/v1/messages,ANTHROPIC",
    "/v1/messages/count_tokens,ANTHROPIC",
    "/v1/messages_of_others,OPENAI",
    "/v1/chat/completions,OPENAI",
    "/v1,OPENAI",
    "/v1beta/models/gemini-2.5-pro:generateContent,GEMINI",
    "/v1/models/gemini-2.5-pro:streamGenerateContent,GEMINI",
    "/v2/chat,COHERE",
    "/model/anthropic.claude/converse,BEDROCK",
    "/api/v1/agents,PROBLEM",
    "/models,PROBLEM"
  })
  void aPathHasTheShapeOfItsProtocol(String path, ErrorShape shape) {
    assertThat(ErrorShape.of(path)).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "OPENAI|{\"error\":{\"message\":\"no such key\",\"type\":\"authentication_error\",\"param\":null,\"code\":\"invalid_api_key\"}}",
        "ANTHROPIC|{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"no such key\"},\"request_id\":\"req_1\"}",
        "GEMINI|{\"error\":{\"code\":401,\"message\":\"no such key\",\"status\":\"UNAUTHENTICATED\"}}",
        "COHERE|{\"message\":\"no such key\"}",
        "BEDROCK|{\"message\":\"no such key\"}"
      })
  void everyProtocolHasItsErrorObject(ErrorShape shape, String expected) {
    JsonMapper json = JsonMapper.builder().build();

    String body = json.writeValueAsString(shape.body(invalidKey, "/", "req_1"));

    assertThat(json.readTree(body)).isEqualTo(json.readTree(expected));
  }

  @Test
  void anAwsClientLooksForTheExceptionInAHeader() {
    HttpHeaders headers = new HttpHeaders();

    ErrorShape.BEDROCK.headers(headers, invalidKey);

    assertThat(headers.getFirst("x-amzn-errortype")).isEqualTo("AccessDeniedException");
  }
}
