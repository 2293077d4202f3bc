package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RoutingIntegrationTests extends GatewayIntegrationTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/agents/message, routing",
    "/api/v1/conversations, routing",
    "/api/v1/routing/decide, routing",
    "/api/v1/conversations/conv_1/messages, routing",
    "/api/v1/agents, registry",
    "/api/v1/agents/status, registry",
    "/api/v1/agents/analysis, registry",
    "/.well-known/ai-catalog.json, registry",
    "/search, registry",
    "/explore, registry",
    "/agents, registry",
    "/v0.1/servers, registry",
    "/v1/models, streaming",
    "/v1/chat/completions, streaming",
    "/v1beta/models/gemini-2.5-pro:generateContent, streaming",
    "/v2/chat, streaming",
    "/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse, streaming",
    "/api/v1/attempts, streaming",
    "/api/v1/models, streaming",
    "/api/v1/limits/model/openai/gpt-4, streaming",
    "/api/v1/response-cache/keys, streaming",
    "/api/v1/mcp/servers, mcp-pool",
    "/mcp, mcp-pool",
    "/mcp/github, mcp-pool",
    "/api/v1/streams/conversation%2Fconv_1, event-store",
    "/api/v1/events, event-store",
    "/api/v1/subscriptions/orders/consumers/a/poll, event-store",
    "/api/v1/projections/cost-per-day/days, event-store",
    "/api/v1/schemas/signalbox.test.made.v1/1, event-store",
    "/api/v1/subjects/user%2F42, event-store",
    "/api/v1/replays, event-store",
    "/api/v1/archives/2025-03/restore, event-store",
    "/api/v1/audit/verify, event-store",
    "/api/v1/ingest/parked, event-store",
  })
  void everyPathReachesItsService(String path, String service) {
    Answer answer = admin().post(path + "?a=b%20c&d=%2F", Map.of("x", 1));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("service").asString()).isEqualTo(service);
    assertThat(answer.json().path("uri").asString()).isEqualTo(path + "?a=b%20c&d=%2F");
    assertThat(answer.json().path("body_bytes").asInt()).isEqualTo(7);
  }

  @Test
  void aBrowserThatComesBackFromAnAuthorizationServerNeedsNoKey() {
    String back = "/api/v1/mcp/oauth/callback?state=a&code=b";
    // It comes to the service as it is; this one takes nothing without a token.
    assertThat(anonymous.get(back).json().path("refused").asString()).contains("internal token");
    assertThat(anonymous.post(back, Map.of()).problemCode()).isEqualTo("missing_api_key");
    assertThat(anonymous.get("/api/v1/mcp/servers").problemCode()).isEqualTo("missing_api_key");
  }

  @Test
  void theClientsCredentialAndThePlatformsHeadersStayOutside() {
    Answer answer =
        admin()
            .with("x-api-key", BOOTSTRAP_KEY)
            .with("Cookie", "session=1")
            .with("X-Signalbox-Run-Id", "run_forged")
            .with("X-Signalbox-Fallback-Models", "openai/gpt-4")
            .with("X-Signalbox-Resumable", "true")
            .with("X-Signalbox-Usage-Cost", "true")
            .with("X-Signalbox-Cache-Max-Age", "60")
            .with("X-Signalbox-Tags", "apollo")
            .with("X-Forwarded-For", "10.0.0.1")
            .with("Forwarded", "for=10.0.0.1")
            .with("X-Custom", "kept")
            .get("/api/v1/agents");

    JsonNode headers = answer.json().path("headers");
    assertThat(headers.propertyNames())
        .contains("x-custom", "x-request-id", "x-request-deadline", "traceparent")
        .contains(
            "x-signalbox-cache-max-age",
            "x-signalbox-fallback-models",
            "x-signalbox-resumable",
            "x-signalbox-usage-cost",
            "x-signalbox-tags")
        .doesNotContain(
            "x-api-key", "cookie", "x-signalbox-run-id", "x-forwarded-for", "forwarded");
    assertThat(headers.path("authorization").asString())
        .startsWith("Bearer ey")
        .doesNotContain("sbx_");
  }

  @Test
  void aRequestKeepsItsIdentifierAndTraceAllTheWay() {
    String id = "req_01k00000000000000000000000";
    String trace = "0af7651916cd43dd8448eb211c80319c";
    Answer answer =
        admin()
            .with("X-Request-Id", id)
            .with("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
            .get("/api/v1/agents");

    JsonNode headers = answer.json().path("headers");
    assertThat(headers.path("x-request-id").asString()).isEqualTo(id);
    assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(id);
    assertThat(headers.path("traceparent").asString()).startsWith("00-" + trace + "-");
  }

  @Test
  void whatIsMissingOrNotValidIsMade() {
    Answer answer = admin().with("X-Request-Id", "<script>").get("/api/v1/agents");

    assertThat(answer.header("X-Request-Id")).matches("req_[0-9a-z]{26}");
    JsonNode headers = answer.json().path("headers");
    assertThat(headers.path("traceparent").asString())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    long left =
        headers.path("x-request-deadline").asString().transform(Long::parseLong)
            - System.currentTimeMillis();
    assertThat(left).isBetween(60_000L, 121_000L);
  }

  @Test
  void aDeadlineIsKeptButNotBeyondTenMinutes() {
    long now = System.currentTimeMillis();
    Answer near =
        admin().with("X-Request-Deadline", Long.toString(now + 30_000)).get("/api/v1/agents");
    Answer far =
        admin().with("X-Request-Deadline", Long.toString(now + 9_000_000)).get("/api/v1/agents");

    assertThat(deadline(near)).isEqualTo(now + 30_000);
    assertThat(deadline(far)).isBetween(now + 500_000, now + 660_000);
    assertThat(java.time.Instant.parse(far.json().path("token_expires_at").asString()))
        .as("services pass the token on until the deadline")
        .isAfter(java.time.Instant.ofEpochMilli(deadline(far)));
  }

  private static long deadline(Answer answer) {
    return Long.parseLong(answer.json().path("headers").path("x-request-deadline").asString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/agents",
        "/api/v1/agent",
        "/api/v1/leases",
        "/api/v1/quotes",
        "/v3/models",
        "/api",
        "/actuator/env"
      })
  void unknownPathsAreNotFound(String path) {
    Answer answer = admin().get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.problemCode()).isEqualTo("not_found");
    assertThat(answer.json().path("instance").asString()).isEqualTo(path);
    assertThat(answer.json().path("request_id").asString()).startsWith("req_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/agents/%2e%2e/%2e%2e/actuator/env",
        "/api/v1/streams/x%2F..%2F..%2Factuator",
        "/docs/%2E%2E/api/v1/keys",
        "/api/v1/agents/%00",
      })
  void pathsThatMeanSomethingElseFurtherOnAreRefused(String path) {
    Answer answer = admin().get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_path");
  }

  @Test
  void aServiceThatIsAwayIs502UntilItIsBack() {
    assertThat(admin().get("/api/v1/mcp/servers").status()).isEqualTo(200);
    MCP_POOL.stop();
    try {
      Answer answer = admin().get("/api/v1/mcp/servers");
      assertThat(answer.status()).as(answer.body()).isEqualTo(502);
      assertThat(answer.problemCode()).isEqualTo("upstream_unavailable");
      assertThat(admin().get("/api/v1/agents").status()).as("the others go on").isEqualTo(200);
    } finally {
      MCP_POOL.restart();
    }
    assertThat(admin().get("/api/v1/mcp/servers").status()).isEqualTo(200);
  }

  @Test
  void aServiceThatHangsUpIs502InTheShapeOfThePath() {
    Answer platform = admin().post("/api/v1/agents/cut", Map.of());
    Answer model = admin().post("/v1/cut", Map.of());

    assertThat(platform.status()).isEqualTo(502);
    assertThat(platform.problemCode()).isEqualTo("upstream_unavailable");
    assertThat(model.status()).isEqualTo(502);
    assertThat(model.json().path("error").path("code").asString())
        .isEqualTo("upstream_unavailable");
    assertThat(model.json().path("error").path("type").asString()).isEqualTo("server_error");
  }

  @Test
  void aServiceThatDoesNotAnswerIs504AtTheDeadline() throws InterruptedException {
    Answer answer =
        admin()
            .with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + 700))
            .get("/api/v1/budgets/mine");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.problemCode()).isEqualTo("deadline_exceeded");
    assertThat(COST.awaitHangUp()).as("the call is given up").isTrue();
  }

  @Test
  void aDeadlineThatHasPassedIs504AndOneThatIsNoneIs400() {
    assertThat(admin().with("X-Request-Deadline", "1000").get("/api/v1/agents").problemCode())
        .isEqualTo("deadline_exceeded");
    assertThat(admin().with("X-Request-Deadline", "soon").get("/api/v1/agents").problemCode())
        .isEqualTo("invalid_deadline");
  }

  @Test
  void methodsAndHeadPassThrough() {
    Answer patched =
        admin()
            .send(
                admin()
                    .request("/api/v1/agents/x")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString("{}")));
    Answer head = admin().send(admin().request("/api/v1/agents").HEAD());

    assertThat(patched.json().path("method").asString()).isEqualTo("PATCH");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }
}
