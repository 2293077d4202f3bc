package dev.signalbox.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InternalTokenIntegrationTests extends GatewayIntegrationTest {
  @Test
  void theKeysArePublishedToEveryoneWithoutTheirPrivateHalves() {
    Answer answer = anonymous.get("/.well-known/jwks.json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode key = answer.json().path("keys").get(0);
    assertThat(key.path("kty").asString()).isEqualTo("EC");
    assertThat(key.path("crv").asString()).isEqualTo("P-256");
    assertThat(key.path("alg").asString()).isEqualTo("ES256");
    assertThat(key.path("kid").asString()).isNotEmpty();
    assertThat(key.has("d")).isFalse();
  }

  @Test
  void aTokenIsUsedAgainForPartOfItsLife() {
    ServiceClient viewer = caller(Role.VIEWER);
    String first = token(viewer);

    assertThat(token(viewer)).isEqualTo(first);
    clock.advance(Duration.ofMinutes(2));

    assertThat(token(viewer)).isNotEqualTo(first);
  }

  @Test
  void callersNeverShareATokenEvenWithTheSameRole() {
    assertThat(token(caller(Role.VIEWER))).isNotEqualTo(token(caller(Role.VIEWER)));
  }

  private static String token(ServiceClient client) {
    return client.get("/v1/models").json().path("headers").path("authorization").asString();
  }
}
