package dev.signalbox.eventstore.audit.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceIntegrationTest
class AuditApiIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;
  @Autowired private Auditing auditing;
  @Autowired private MutableClock clock;

  @AfterEach
  void setTheClockBack() {
    clock.reset();
  }

  @Test
  void aClientChecksAProofByItself() throws GeneralSecurityException, IOException {
    List<NewEvent> events = events(anyStream(), 21);
    log.append(Append.of(events));
    seal();
    for (NewEvent event : events) {
      Answer proof = client.as(Role.VIEWER).get("/api/v1/audit/events/" + event.id() + "/proof");
      assertThat(proof.status()).as(proof.body()).isEqualTo(200);
      String key = publicKey(proof.json().at("/segment/key_id").asString());
      assertThat(OfflineChecker.holds(proof.json(), key)).isTrue();
      ObjectNode forged = (ObjectNode) proof.json();
      ((ObjectNode) forged.at("/columns/15")).put("value", "{}");
      assertThat(OfflineChecker.holds(forged, key)).isFalse();
    }
  }

  @Test
  void saysWhyThereIsNoProof() {
    NewEvent event = events(anyStream(), 1).getFirst();
    log.append(Append.of(List.of(event)));

    assertThat(proof(event.id()).problemCode()).isEqualTo("not_sealed_yet");
    assertThat(proof(anyEventId()).problemCode()).isEqualTo("unknown_event");
  }

  @Test
  void verifiesTheWholeLogInPages() {
    log.append(Append.of(events(anyStream(), 5)));
    seal();

    long events = 0;
    String cursor = "s1";
    while (!cursor.isEmpty()) {
      Answer page = client.as(Role.VIEWER).get("/api/v1/audit/verify?limit=1&cursor=" + cursor);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      assertThat(page.json().path("clean").asBoolean()).as(page.body()).isTrue();
      events += page.json().path("events").asLong();
      cursor = page.json().path("next_cursor").asString("");
    }
    List<JsonNode> lines =
        client
            .with("Accept", "application/x-ndjson")
            .get("/api/v1/audit/verify")
            .body()
            .lines()
            .map(line -> JsonMapper.shared().readTree(line))
            .toList();
    assertThat(lines.stream().mapToLong(line -> line.path("events").asLong()).sum())
        .isEqualTo(events)
        .isGreaterThanOrEqualTo(5);
    assertThat(lines.getLast().path("next_cursor").isNull()).isTrue();
  }

  @Test
  void listsSegments() {
    log.append(Append.of(events(anyStream(), 1)));
    seal();

    JsonNode first = client.get("/api/v1/audit/segments?limit=1").json();

    assertThat(first.at("/data/0/number").asInt()).isEqualTo(1);
    assertThat(first.at("/data/0/previous_hash").asString()).isEqualTo("0".repeat(64));
    assertThat(client.get("/api/v1/audit/segments?cursor=x").problemCode())
        .isEqualTo("invalid_request");
    assertThat(client.get("/api/v1/audit/segments?limit=0").problemCode())
        .isEqualTo("invalid_request");
    assertThat(client.get("/api/v1/audit/verify?from=x").problemCode())
        .isEqualTo("invalid_request");
  }

  @Test
  void keysAreReplacedAndListed() {
    log.append(Append.of(events(anyStream(), 1)));
    seal();
    Answer rotated = client.post("/api/v1/audit/keys/rotate", "");
    assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
    String id = rotated.json().path("key_id").asString();
    seal();

    JsonNode keys = client.as(Role.VIEWER).get("/api/v1/audit/keys").json().path("data");
    assertThat(keys.get(keys.size() - 1).path("key_id").asString()).isEqualTo(id);
    assertThat(keys.get(keys.size() - 1).path("first_segment").asLong()).isPositive();
    assertThat(keys.get(0).path("last_segment").asLong())
        .isLessThan(keys.get(keys.size() - 1).path("first_segment").asLong());
    assertThat(client.post("/api/v1/audit/keys/rewrap", "").json().path("remaining").asInt())
        .isZero();
    assertThat(client.as(Role.OPERATOR).post("/api/v1/audit/keys/rotate", "").status())
        .isEqualTo(403);
  }

  private String publicKey(String keyId) {
    return client
        .get("/api/v1/audit/keys")
        .json()
        .path("data")
        .valueStream()
        .filter(key -> key.path("key_id").asString().equals(keyId))
        .map(key -> key.path("public_key").asString())
        .findFirst()
        .orElseThrow();
  }

  private Answer proof(String eventId) {
    return client.get("/api/v1/audit/events/" + eventId + "/proof");
  }

  private void seal() {
    clock.advance(Duration.ofHours(1));
    ((Auditing.On) auditing).sealing().seal();
  }
}
