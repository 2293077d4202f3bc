package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class KeysApiIntegrationTests extends GatewayIntegrationTest {
  @Autowired RecordedEvents recorded;
  @Autowired JdbcClient jdbc;

  @Test
  void aKeyIsShownOnceAndKeptAsAHash() {
    Answer created =
        admin()
            .post(
                "/api/v1/keys",
                """
                {"name":"ci","role":"operator","user":"ada","team":"core","agents":["b","a"],
                 "expires_at":"2199-01-01T00:00:00Z"}
                """);

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    JsonNode key = created.json();
    String id = key.path("id").asString();
    String secret = key.path("key").asString();
    assertThat(created.header("Location")).isEqualTo("/api/v1/keys/" + id);
    assertThat(secret).matches("sbx_[0-9A-Za-z]{40}");

    Answer shown = admin().get("/api/v1/keys/" + id);
    assertThat(shown.json().propertyNames()).doesNotContain("key");
    assertThat(shown.json().path("hint").asString()).isEqualTo("sbx_..." + secret.substring(40));
    assertThat(shown.json().path("agents").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(shown.json().path("expires_at").asString()).isEqualTo("2199-01-01T00:00:00Z");
    assertThat(
            jdbc.sql("SELECT api_key::text FROM api_key WHERE id = ?")
                .param(id)
                .query(String.class)
                .single())
        .doesNotContain(secret);
  }

  @Test
  void whatHappensToAKeyIsOnRecordWithoutItsSecret() {
    Answer created = createKey(Role.VIEWER);
    String id = created.json().path("id").asString();
    admin().delete("/api/v1/keys/" + id);

    Event creation = event(id, "signalbox.key.created.v1");
    Event revocation = event(id, "signalbox.key.revoked.v1");

    assertThat(creation.source()).isEqualTo("gateway-service");
    assertThat(creation.traceparent()).startsWith("00-");
    assertThat(creation.data().path("role").asString()).isEqualTo("viewer");
    assertThat(creation.data().path("created_by").asString()).startsWith("key_");
    assertThat(creation.data().toString()).doesNotContain(created.json().path("key").asString());
    assertThat(revocation.data().path("revoked_by").asString()).startsWith("key_");
  }

  private Event event(String id, String type) {
    return recorded.awaitEvent(
        Topics.AUDIT, event -> event.subject().equals("key/" + id) && event.type().equals(type));
  }

  @Test
  void theBootstrapKeyIsOnRecordToo() {
    Event creation =
        recorded.awaitEvent(
            Topics.AUDIT, event -> event.data().path("name").asString("").equals("bootstrap"));

    assertThat(creation.type()).isEqualTo("signalbox.key.created.v1");
  }

  @Test
  void revokingTwiceIsRevokingOnce() {
    String id = createKey(Role.VIEWER).json().path("id").asString();

    Answer first = admin().delete("/api/v1/keys/" + id);
    String revokedAt = admin().get("/api/v1/keys/" + id).json().path("revoked_at").asString();
    Answer second = admin().delete("/api/v1/keys/" + id);

    assertThat(first.status()).isEqualTo(204);
    assertThat(second.status()).isEqualTo(204);
    assertThat(admin().get("/api/v1/keys/" + id).json().path("revoked_at").asString())
        .isEqualTo(revokedAt);
  }

  @ParameterizedTest
  @CsvSource({"key_01k00000000000000000000000", "nonsense"})
  void unknownKeysAreNotFound(String id) {
    assertThat(admin().get("/api/v1/keys/" + id).problemCode()).isEqualTo("unknown_key");
    Answer revoked = admin().delete("/api/v1/keys/" + id);
    assertThat(revoked.status()).isEqualTo(404);
    assertThat(revoked.problemCode()).isEqualTo("unknown_key");
  }

  @Test
  void theListGoesFromTheNewestOnAndMissesNone() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(createKey(Role.VIEWER).json().path("id").asString());
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    while (listed.size() < made.size()) {
      JsonNode page = admin().get("/api/v1/keys?limit=2" + cursor).json();
      page.path("data").forEach(key -> listed.add(key.path("id").asString()));
      assertThat(page.toString()).doesNotContain("\"key\":");
      cursor = "&cursor=" + page.path("next_cursor").asString();
    }

    assertThat(listed.subList(0, 5)).isEqualTo(made);
    JsonNode all = admin().get("/api/v1/keys?limit=200").json();
    assertThat(all.has("next_cursor")).isTrue();
    assertThat(all.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void repeatingARequestMakesNoSecondKeyAndShowsNoSecret() {
    ServiceClient repeating = admin().with("Idempotency-Key", UUID.randomUUID().toString());
    Map<String, String> body = Map.of("name", "once", "role", "viewer");

    Answer first = repeating.post("/api/v1/keys", body);
    Answer again = repeating.post("/api/v1/keys", body);
    Answer other = repeating.post("/api/v1/keys", Map.of("name", "twice", "role", "viewer"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problemCode()).isEqualTo("key_already_created");
    assertThat(again.json().path("key_id").asString())
        .isEqualTo(first.json().path("id").asString());
    assertThat(again.body()).doesNotContain(first.json().path("key").asString());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problemCode()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void anIdempotencyKeyIsForgottenAfterADay() {
    ServiceClient repeating = admin().with("Idempotency-Key", UUID.randomUUID().toString());
    Map<String, String> body = Map.of("name", "daily", "role", "viewer");
    assertThat(repeating.post("/api/v1/keys", body).status()).isEqualTo(201);

    clock.advance(java.time.Duration.ofHours(25));

    assertThat(repeating.post("/api/v1/keys", body).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"role\":\"viewer\"} | 400 | invalid_request | name",
        "{\"name\":\" \",\"role\":\"viewer\"} | 400 | invalid_request | name",
        "{\"name\":\"x\",\"role\":\"root\"} | 400 | invalid_request | role",
        "{\"name\":\"x\",\"role\":\"viewer\",\"agents\":[]} | 400 | invalid_request | agents",
        "{\"name\":\"x\",\"role\":\"viewer\",\"agents\":[\"A B\"]} | 400 | invalid_request | agents",
        "{\"name\":\"x\",\"role\":\"viewer\",\"expires_at\":\"2020-01-01T00:00:00Z\"} | 400 | invalid_request | expires_at",
        "{\"name\":\"x\",\"role\":\"viewer\",\"expires_at\":\"tomorrow\"} | 400 | invalid_request | expires_at",
        "{\"name\":\"x\",\"role\":\"viewer\",\"scope\":\"all\"} | 400 | unknown_field | scope",
        "{\"name\": | 400 | malformed_json | line 1",
        "[] | 400 | malformed_json | line 1",
      })
  void badInputIsRefusedByName(String body, int status, String code, String named) {
    Answer answer = admin().post("/api/v1/keys", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problemCode()).isEqualTo(code);
    assertThat(answer.body()).contains(named);
  }

  @Test
  void badQueriesAndMethodsAreRefused() {
    assertThat(admin().get("/api/v1/keys?limit=0").problemCode()).isEqualTo("invalid_request");
    assertThat(admin().get("/api/v1/keys?limit=many").problemCode()).isEqualTo("invalid_request");
    assertThat(admin().get("/api/v1/keys?cursor=x").problemCode()).isEqualTo("invalid_request");
    Answer put = admin().put("/api/v1/keys", Map.of());
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.problemCode()).isEqualTo("method_not_allowed");
    assertThat(put.header("Allow")).contains("POST");
    Answer text = admin().with("Content-Type", "text/plain").post("/api/v1/keys", "x");
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.problemCode()).isEqualTo("unsupported_media_type");
  }
}
