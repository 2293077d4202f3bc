package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.routing.testing.RoutingTest;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadInputIntegrationTests extends RoutingTest {

  private static final String UNKNOWN_CONVERSATION = "conv_01k00000000000000000000000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"message\":null}",
        "{\"message\":\"\"}",
        "{\"message\":\" \\n\\t\"}",
        "{\"message\":\"nul \\u0000\"}",
        "{\"message\":\"half \\ud800\"}"
      })
  void refusesAMessageThatIsNone(String body) {
    ServiceClient.Answer answer = post(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("message");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"message":"hi","complexity":"extreme"} | 400 | complexity
          {"message":"hi","metadata":"text"} | 400 | metadata
          {"message":"hi","metadata":{"a":"\\u0000"}} | 400 | metadata
          {"message":"hi","colour":"red"} | 400 | colour
          """)
  void namesTheFieldThatIsWrong(String body, int status, String field) {
    ServiceClient.Answer answer = post(body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void saysWhereJsonIsMalformed() {
    ServiceClient.Answer answer = post("{\"message\":\n  oops}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("malformed_json");
    assertThat(answer.json().path("detail").asString()).contains("line 2");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = "{\"message\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    ServiceClient.Answer answer =
        client.send(
            client
                .request("/api/v1/agents/message")
                .POST(HttpRequest.BodyPublishers.ofByteArray(latin1)));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refusesAMessageOver256KiB() {
    ServiceClient.Answer whole = post(ask("x ".repeat(131_073)));
    ServiceClient.Answer inBytes = post(ask("\u00e9".repeat(131_073)));

    assertThat(whole.status()).isEqualTo(413);
    assertThat(whole.problemCode()).isEqualTo("message_too_large");
    assertThat(inBytes.status()).isEqualTo(413);
  }

  @Test
  void knowsOnlyItsAgents() {
    ServiceClient.Answer answer = post("{\"message\":\"hi\",\"agent_id\":\"nobody\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problemCode()).isEqualTo("agent_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN_CONVERSATION, "nonsense", "conv_"})
  void knowsOnlyItsConversations(String conversation) {
    ServiceClient.Answer answer = post(ask(CODING, conversation));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problemCode()).isEqualTo("conversation_not_found");
    assertThat(client.get("/api/v1/conversations/" + conversation).status()).isEqualTo(404);
  }

  @Test
  void keepsToWhatTheCallerIsGranted() {
    ServiceClient granted =
        client
            .with(
                "Authorization",
                "Bearer "
                    + TestTokens.token(Role.OPERATOR)
                        .claim("agents", List.of("database", "base"))
                        .sign())
            .with("Accept", "application/json");

    ServiceClient.Answer asked =
        granted.post("/api/v1/agents/message", "{\"message\":\"hi\",\"agent_id\":\"coding\"}");
    ServiceClient.Answer routed =
        granted.post(
            "/api/v1/agents/message", ask("Write a SQL query that counts orders per customer"));

    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.problemCode()).isEqualTo("agent_forbidden");
    assertThat(routed.json().path("agent_id").asString()).isEqualTo("database");
    ServiceClient.Answer abstained = granted.post("/api/v1/agents/message", ask(CODING));
    assertThat(abstained.json().path("agent_id").asString()).isNotEqualTo("coding");
  }

  @Test
  void letsNobodyInWithoutATokenAndNobodyAskWhoMayOnlyRead() {
    assertThat(client.withoutToken().post("/api/v1/agents/message", ask(CODING)).status())
        .isEqualTo(401);
    assertThat(client.as(Role.VIEWER).post("/api/v1/agents/message", ask(CODING)).status())
        .isEqualTo(403);
    assertThat(client.as(Role.VIEWER).get("/api/v1/conversations").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asdf qwer", "what will the weather be in Oslo"})
  void saysSoWhenNobodyFits(String message) {
    ServiceClient.Answer answer = post(ask(message));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("no_suitable_agent");
    JsonNode problem = answer.json();
    assertThat(problem.path("candidates")).hasSize(5);
    assertThat(problem.path("candidates").get(0).path("score").asDouble()).isBetween(0.0, 1.0);
    String conversation = problem.path("conversation_id").asString();
    assertThat(messages(conversation))
        .singleElement()
        .satisfies(kept -> assertThat(kept.path("content").asString()).isEqualTo(message));
    Event routed = conversationEvent(conversation, "routed");
    assertThat(routed.data().path("decision").asString()).isEqualTo("abstained");
    assertThat(PLATFORM.modelCalls()).isEmpty();
  }

  @Test
  void saysSoToThoseWhoWantAStreamToo() {
    try (EventStream stream = client.sse("/api/v1/agents/message", ask("asdf qwer"))) {
      assertThat(stream.status()).isEqualTo(422);
      assertThat(stream.header("Content-Type")).startsWith("application/problem+json");
      assertThat(stream.text()).contains("no_suitable_agent");
    }
  }
}
