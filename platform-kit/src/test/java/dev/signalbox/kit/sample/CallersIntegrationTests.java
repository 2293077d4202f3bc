package dev.signalbox.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceIntegrationTest
class CallersIntegrationTests {
  @Autowired ServiceClient client;

  @Test
  void theCallerIsWhomTheTokenNames() {
    Answer answer =
        client
            .with(
                "Authorization",
                "Bearer "
                    + TestTokens.token(Role.OPERATOR).claim("sub", "key_9").without("team").sign())
            .get("/api/v1/whoami");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("subject").asString()).isEqualTo("key_9");
    assertThat(answer.json().get("team").isNull()).isTrue();
    assertThat(answer.json().at("/roles/0").asString()).isEqualTo("OPERATOR");
  }

  static Stream<String> tokensOfNoWorth() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        "nonsense",
        "a.b.c",
        TestTokens.token(Role.ADMIN).claim("iss", "somebody").sign(),
        TestTokens.token(Role.ADMIN).without("iss").sign(),
        TestTokens.token(Role.ADMIN).claim("aud", List.of("others")).sign(),
        TestTokens.token(Role.ADMIN).without("aud").sign(),
        TestTokens.token(Role.ADMIN).claim("exp", now - 60).sign(),
        TestTokens.token(Role.ADMIN).without("exp").sign(),
        TestTokens.token(Role.ADMIN).claim("nbf", now + 600).sign(),
        TestTokens.token(Role.ADMIN).signedByStranger("test-key").sign(),
        TestTokens.token(Role.ADMIN).signedByStranger("strange-key").sign(),
        unsigned(TestTokens.token(Role.ADMIN).sign()));
  }

  private static String unsigned(String token) {
    return "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + '.';
  }

  @ParameterizedTest
  @MethodSource("tokensOfNoWorth")
  void aTokenThatTheGatewayDidNotMakeForUsIsRefused(String token) {
    Answer answer = client.with("Authorization", "Bearer " + token).get("/api/v1/whoami");

    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.problemCode()).isEqualTo("unauthenticated");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/whoami", "/v3/api-docs", "/nothing", "/actuator", "/actuator/env", "/"})
  void withoutTokenNothingIsShown(String path) {
    Answer answer = client.withoutToken().get(path);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problemCode()).isEqualTo("unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/actuator/prometheus"
      })
  void probesAndMetricsNeedNoToken(String path) {
    assertThat(client.withoutToken().get(path).status()).isEqualTo(200);
  }

  @Test
  void rolesIncludeTheLowerOnesAndNoHigherOnes() {
    String order = "{\"customer_name\":\"Ada\",\"lines\":[]}";

    assertThat(client.as(Role.VIEWER).get("/api/v1/whoami").status()).isEqualTo(200);
    assertThat(client.as().get("/api/v1/whoami").status()).isEqualTo(403);
    assertThat(client.as(Role.ADMIN).get("/api/v1/secrets/x").status()).isEqualTo(200);
    assertThat(client.as(Role.OPERATOR).post("/api/v1/orders", order).status()).isEqualTo(201);
    Answer refused = client.as(Role.VIEWER).post("/api/v1/orders", order);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problemCode()).isEqualTo("forbidden");
    assertThat(refused.json().get("detail").asString()).contains("operator");
  }

  @Test
  void theRequestKeepsItsIdOrGetsOne() {
    String id = IdKind.REQUEST.next();

    assertThat(client.with("X-Request-Id", id).get("/api/v1/whoami").header("X-Request-Id"))
        .isEqualTo(id);
    assertThat(client.with("X-Request-Id", "<script>").get("/api/v1/whoami").header("X-Request-Id"))
        .matches(IdKind.REQUEST::matches);
  }

  @Test
  void aRequestThatComesTooLateIsNotServed() {
    String past = new Deadline(Instant.now().minusSeconds(1)).headerValue();

    Answer answer = client.with(Deadline.HEADER, past).get("/api/v1/whoami");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.problemCode()).isEqualTo("deadline_exceeded");
    assertThat(client.with(Deadline.HEADER, "soon").get("/api/v1/whoami").problemCode())
        .isEqualTo("invalid_request");
  }
}
