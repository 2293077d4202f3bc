package dev.signalbox.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsIntegrationTests extends GatewayIntegrationTest {
  @Test
  void thePageIsOpenToEveryone() {
    assertThat(anonymous.get("/").header("Location")).isEqualTo("/docs/index.html");
    assertThat(anonymous.get("/docs").header("Location")).isEqualTo("/docs/index.html");
    assertThat(anonymous.get("/docs/index.html").header("Location"))
        .isEqualTo("/docs/swagger-ui/index.html");
    Answer page = anonymous.get("/docs/swagger-ui/index.html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Swagger UI");
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(anonymous.get("/docs/swagger-ui/swagger-initializer.js").body())
        .contains("/docs/openapi/gateway/swagger-config");
    assertThat(anonymous.get("/docs/openapi/gateway/swagger-config").json().path("urls"))
        .hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"routing", "registry", "streaming", "mcp-pool", "event-store"})
  void everyServicesDocumentIsThereAndLeadsThroughTheGateway(String service) {
    Answer answer = anonymous.get("/docs/openapi/" + service);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("info").path("title").asString()).isEqualTo(service);
    assertThat(answer.json().path("servers").get(0).path("url").asString()).isEqualTo("/");
    assertThat(answer.json().path("components").path("securitySchemes").has("api_key")).isTrue();
  }

  @Test
  void theGatewaysOwnIsBesideThem() {
    Answer answer = anonymous.get("/docs/openapi/gateway");

    assertThat(answer.json().path("openapi").asString()).startsWith("3.1");
    assertThat(answer.json().path("paths").propertyNames())
        .contains("/api/v1/keys", "/api/v1/keys/{id}", "/.well-known/jwks.json");
    assertThat(answer.body()).contains("expires_at").doesNotContain("expiresAt");
  }

  @Test
  void aServiceThatIsAwayIsSaidToBeAndThePageStillWorks() {
    MCP_POOL.stop();
    try {
      Answer answer = anonymous.get("/docs/openapi/mcp-pool");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.problemCode()).isEqualTo("upstream_unavailable");
      assertThat(anonymous.get("/docs/openapi/registry").status()).isEqualTo(200);
    } finally {
      MCP_POOL.restart();
    }
    assertThat(anonymous.get("/docs/openapi/nonsense").problemCode()).isEqualTo("unknown_service");
  }
}
