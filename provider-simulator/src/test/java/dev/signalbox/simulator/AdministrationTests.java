package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AdministrationTests extends SimulatorTest {

  @Test
  void scriptsAreRegisteredOverHttp() throws Exception {
    assertThat(caller.call("PUT", "/scripts/gpt-5", "{\"content\":\"by name\"}").statusCode())
        .isEqualTo(200);

    String body = Caller.QUESTION.replace("gpt-4", "gpt-5");
    assertThat(caller.chat(body).body()).contains("by name");
    assertThat(caller.call("DELETE", "/scripts/gpt-5", "").statusCode()).isEqualTo(200);
    assertThat(caller.chat(body).body()).doesNotContain("by name");
    assertThat(caller.call("PUT", "/scripts/bad", "{\"what\":1}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness"})
  void isHealthy(String path) throws Exception {
    HttpResponse<String> response = caller.call("GET", path, "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void receivedRequestsAreListedAndForgotten() throws Exception {
    caller.chat(Caller.QUESTION, "Authorization", "Bearer listed");

    JsonNode last =
        json.readTree(caller.call("GET", "/requests", "").body())
            .path("requests")
            .valueStream()
            .toList()
            .getLast();
    assertThat(last.path("target").asString()).isEqualTo("/v1/chat/completions");
    assertThat(last.at("/headers/authorization/0").asString()).isEqualTo("Bearer listed");
    assertThat(last.path("body").asString()).isEqualTo(Caller.QUESTION);
    caller.call("DELETE", "/requests", "");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aScriptMayBeNamedLikeAPath() throws Exception {
    assertThat(
            caller
                .call("PUT", "/scripts/a/v1/responses", "{\"content\":\"Hello there\"}")
                .statusCode())
        .isEqualTo(200);

    assertThat(caller.script("a/v1/responses", Caller.QUESTION).body()).contains("Hello there");
  }

  @Test
  void receivedRequestsAreKept() throws Exception {
    caller.chat(Caller.QUESTION, "X-Test", "kept");

    assertThat(server.requests())
        .anySatisfy(
            request -> {
              assertThat(request.headers()).containsEntry("x-test", List.of("kept"));
              assertThat(request.body()).isEqualTo(Caller.QUESTION);
            });
  }
}
