package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

class ManagementIntegrationTests extends GatewayIntegrationTest {
  @Value("${local.management.port}")
  int managementPort;

  private ServiceClient management() {
    return new ServiceClient(managementPort).withoutToken();
  }

  @Test
  void probesAreOnTheManagementPort() {
    assertThat(management().get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(management().get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(anonymous.get("/actuator/health/readiness").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/keys", "/api/v1/agents", "/docs", "/.well-known/jwks.json"})
  void nothingElseIs(String path) {
    assertThat(management().get(path).status()).isEqualTo(404);
    assertThat(management().with("x-api-key", BOOTSTRAP_KEY).get(path).status()).isEqualTo(404);
  }

  @Test
  void whatTheHopAddsIsMeasuredInClosedSets() {
    Answer proxied = admin().get("/api/v1/agents/invented-name");
    assertThat(proxied.status()).as(proxied.headers().toString()).isEqualTo(200);
    admin().post("/api/v1/agents/cut", Map.of());
    admin().get("/api/v1/nothing");

    Awaitility.await()
        .untilAsserted(
            () -> {
              Answer metrics = management().get("/actuator/prometheus");
              assertThat(metrics.body())
                  .containsPattern(
                      "signalbox_overhead_seconds_count\\{[^}]*method=\"GET\",route=\"registry\",status=\"2xx\"")
                  .containsPattern(
                      "signalbox_requests_seconds_count\\{[^}]*route=\"registry\",status=\"5xx\"")
                  .containsPattern(
                      "signalbox_requests_seconds_count\\{[^}]*route=\"gateway\",status=\"4xx\"")
                  .doesNotContain("invented-name");
            });
  }
}
