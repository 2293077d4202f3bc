package dev.signalbox.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class ProblemsIntegrationTests {
  @Autowired ServiceClient client;

  @Test
  void aPartOfAnAnswerIsNotTakenForTheWhole() {
    assertThatThrownBy(() -> client.get("/api/v1/torn")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void malformedJsonIsRefusedWithItsPosition() {
    Answer answer = client.post("/api/v1/orders", "{\n  \"customer_name\": oops\n}");

    assertProblem(answer, 400, "malformed_json", "/api/v1/orders");
    assertThat(answer.json().get("detail").asString()).contains("line 2, column");
  }

  @Test
  void anUnknownFieldIsNamed() {
    Answer answer =
        client.post(
            "/api/v1/orders",
            "{\"customer_name\":\"Ada\",\"lines\":[{\"article_name\":\"x\",\"count\":1,\"price\":1}]}");

    assertProblem(answer, 400, "unknown_field", "/api/v1/orders");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("lines[0].price");
  }

  @Test
  void aFieldOfTheWrongKindIsNamed() {
    Answer answer = client.post("/api/v1/orders", "{\"customer_name\":\"Ada\",\"lines\":\"many\"}");

    assertProblem(answer, 400, "invalid_request", "/api/v1/orders");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("lines");
  }

  @Test
  void everyInvalidFieldIsNamedAsTheCallerWroteIt() {
    Answer answer =
        client.post(
            "/api/v1/orders",
            "{\"customer_name\":\" \",\"lines\":[{\"article_name\":\"\",\"count\":1}]}");

    assertProblem(answer, 400, "invalid_request", "/api/v1/orders");
    assertThat(answer.json().get("errors"))
        .extracting(error -> error.get("field").asString())
        .containsExactlyInAnyOrder("customer_name", "lines[0].article_name");
  }

  @Test
  void aMissingOrWrongParameterIsNamed() {
    Answer missing = client.get("/api/v1/numbers");
    Answer wrong = client.get("/api/v1/numbers?value=many");

    assertProblem(missing, 400, "invalid_request", "/api/v1/numbers");
    assertProblem(wrong, 400, "invalid_request", "/api/v1/numbers");
    assertThat(missing.json().at("/errors/0/field").asString()).isEqualTo("value");
    assertThat(wrong.json().at("/errors/0/field").asString()).isEqualTo("value");
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    assertProblem(client.get("/api/v1/nothing"), 404, "not_found", "/api/v1/nothing");
  }

  @Test
  void anotherMethodIsRefusedAndTheRightOneNamed() {
    Answer answer = client.delete("/api/v1/orders");

    assertProblem(answer, 405, "method_not_allowed", "/api/v1/orders");
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    assertProblem(
        client.with("Content-Type", "text/plain").post("/api/v1/orders", "hello"),
        415,
        "unsupported_media_type",
        "/api/v1/orders");
  }

  @Test
  void anAnswerThatNobodyAcceptsIsNotGiven() {
    assertProblem(
        client.with("Accept", "image/png").get("/api/v1/whoami"),
        406,
        "not_acceptable",
        "/api/v1/whoami");
  }

  @Test
  void aLargeBodyIsRefusedByItsLength() {
    assertProblem(
        client.post("/api/v1/orders", "x".repeat(1_100_000)),
        413,
        "body_too_large",
        "/api/v1/orders");
  }

  @Test
  void aLargeBodyWithoutLengthIsRefusedWhileItIsRead() {
    byte[] large =
        "{\"customer_name\":\"%s\"}"
            .formatted("x".repeat(1_100_000))
            .getBytes(StandardCharsets.UTF_8);

    Answer answer =
        client.send(
            client
                .request("/api/v1/orders")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

    assertProblem(answer, 413, "body_too_large", "/api/v1/orders");
  }

  @Test
  void aFailureOfOursSaysNothingOfItsCause() {
    Answer answer = client.get("/api/v1/numbers?value=0");

    assertProblem(answer, 500, "internal_error", "/api/v1/numbers");
    assertThat(answer.body()).doesNotContain("Arithmetic", "zero");
  }

  @Test
  void whatTomcatRefusesIsAProblemToo() throws IOException {
    String answer = raw("GET /api/v1/{x} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer)
        .contains("application/problem+json")
        .contains("\"code\":\"invalid_request\"");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", client.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(Answer answer, int status, String code, String instance) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.get("type").asString()).endsWith("/" + code);
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asString()).isNotBlank();
    assertThat(problem.get("instance").asString()).isEqualTo(instance);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("errors").isArray()).isTrue();
    assertThat(problem.get("request_id").asString())
        .isEqualTo(answer.header("X-Request-Id"))
        .startsWith("req_");
  }
}
