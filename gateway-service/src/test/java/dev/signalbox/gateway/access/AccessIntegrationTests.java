package dev.signalbox.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIntegrationTests extends GatewayIntegrationTest {
  private static final Duration BOUND = Duration.ofSeconds(1);

  @Test
  void withoutAKeyNobodyComesIn() {
    Answer answer = anonymous.get("/api/v1/agents");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"signalbox\"");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.problemCode()).isEqualTo("missing_api_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sbx_unknown00000000000000000000",
        "sbx_short",
        "not-a-key",
        "sbx_with a space000000000000000",
        "eyJhbGciOiJub25lIn0.e30.",
      })
  void anUnknownKeyIsNoKey(String key) {
    Answer answer = withKey(key).get("/api/v1/agents");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(answer.problemCode()).isEqualTo("invalid_api_key");
    assertThat(answer.body()).doesNotContain(key);
  }

  @Test
  void underV1ErrorsAreOfTheShapeThatItsClientsParse() {
    Answer answer = withKey("sbx_unknown00000000000000000000").get("/v1/models");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().path("error").propertyNames())
        .containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(answer.json().path("error").path("code").asString()).isEqualTo("invalid_api_key");
  }

  @Test
  void theKeyMayComeInEitherHeader() {
    assertThat(anonymous.with("x-api-key", BOOTSTRAP_KEY).get("/api/v1/agents").status())
        .isEqualTo(200);
    assertThat(
            anonymous.with("Authorization", "bearer " + BOOTSTRAP_KEY).get("/v1/models").status())
        .isEqualTo(200);
  }

  @Test
  void aTokenOfTheServicesIsNoCredentialHere() {
    String internal =
        admin().get("/api/v1/agents").json().path("headers").path("authorization").asString();

    Answer answer = anonymous.with("Authorization", internal).get("/api/v1/agents");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void viewersReadOperatorsUseAdministratorsManageKeys() {
    ServiceClient viewer = caller(Role.VIEWER);
    ServiceClient operator = caller(Role.OPERATOR);

    assertThat(viewer.get("/api/v1/agents").json().path("roles").get(0).asString())
        .isEqualTo("viewer");
    assertThat(operator.post("/api/v1/agents", Map.of()).status()).isEqualTo(200);
    assertThat(admin().get("/api/v1/keys").status()).isEqualTo(200);

    Answer refused = viewer.post("/api/v1/agents/message", Map.of("message", "hello"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problemCode()).isEqualTo("role_too_low");
    assertThat(refused.json().path("required_role").asString()).isEqualTo("operator");
    assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope");
    assertThat(viewer.post("/v1/chat/completions", Map.of()).json().path("error").path("code"))
        .hasToString("\"role_too_low\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/keys", "/api/v1/%6Beys", "/api/v1/keys;x=y", "/api/v1/keys/x"})
  void onlyAdministratorsSeeKeysHoweverThePathIsWritten(String path) {
    assertThat(caller(Role.OPERATOR).get(path).status()).isEqualTo(403);
  }

  @Test
  void servicesLearnWhoCalls() {
    Answer created =
        admin()
            .post(
                "/api/v1/keys",
                "{\"name\":\"ci\",\"role\":\"operator\",\"team\":\"core\",\"agents\":[\"analysis\"]}");
    Answer seen = withKey(created.json().path("key").asString()).get("/api/v1/agents");

    String id = created.json().path("id").asString();
    assertThat(seen.json().path("claims").path("sub").asString()).isEqualTo(id);
    assertThat(seen.json().path("key_id").asString()).isEqualTo(id);
    assertThat(seen.json().path("team").asString()).isEqualTo("core");
    assertThat(seen.json().path("agents").get(0).asString()).isEqualTo("analysis");
  }

  @Test
  void aRevokedKeyIsRefusedHereAtOnce() {
    Answer created = createKey(Role.VIEWER);
    ServiceClient viewer = withKey(created.json().path("key").asString());
    assertThat(viewer.get("/api/v1/agents").status()).isEqualTo(200);

    admin().delete("/api/v1/keys/" + created.json().path("id").asString());

    assertThat(viewer.get("/api/v1/agents").status()).isEqualTo(401);
  }

  @Test
  void aKeyRevokedByAnotherReplicaIsRefusedWithinTheBound() {
    Answer created = createKey(Role.VIEWER);
    ServiceClient viewer = withKey(created.json().path("key").asString());
    assertThat(viewer.get("/api/v1/agents").status()).isEqualTo(200);

    TestInfrastructure.database()
        .execute(
            "UPDATE gateway.api_key SET revoked_at = now() WHERE id = '%s'"
                .formatted(created.json().path("id").asString()));
    assertThat(viewer.get("/api/v1/agents").status()).as("the bound is not over").isEqualTo(200);
    ticker.advance(BOUND);

    assertThat(viewer.get("/api/v1/agents").status()).isEqualTo(401);
  }

  @Test
  void anExpiredKeyIsRefusedToTheSecond() {
    String expiresAt = Instant.now().plusSeconds(60).toString();
    Answer created =
        admin()
            .post(
                "/api/v1/keys", Map.of("name", "short", "role", "viewer", "expires_at", expiresAt));
    ServiceClient viewer = withKey(created.json().path("key").asString());
    assertThat(viewer.get("/api/v1/agents").status()).isEqualTo(200);

    clock.advance(Duration.ofSeconds(61));

    assertThat(viewer.get("/api/v1/agents").problemCode()).isEqualTo("invalid_api_key");
  }

  @Test
  void whileTheDatabaseIsAwayKnownKeysGoOnAndOthersWait() {
    ServiceClient known = caller(Role.VIEWER);
    String unseen = createKey(Role.VIEWER).json().path("key").asString();
    assertThat(known.get("/api/v1/agents").status()).isEqualTo(200);
    TestInfrastructure.database()
        .execute(
            """
            ALTER ROLE gateway NOLOGIN;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gateway'
            """);
    try {
      assertThat(known.get("/api/v1/agents").status()).isEqualTo(200);
      Answer waiting = withKey(unseen).get("/api/v1/agents");
      assertThat(waiting.status()).isEqualTo(503);
      assertThat(waiting.problemCode()).isEqualTo("keys_unavailable");

      ticker.advance(BOUND);
      assertThat(known.get("/api/v1/agents").status()).as("never beyond the bound").isEqualTo(503);
    } finally {
      TestInfrastructure.database().execute("ALTER ROLE gateway LOGIN");
    }
    assertThat(known.get("/api/v1/agents").status()).isEqualTo(200);
  }
}
