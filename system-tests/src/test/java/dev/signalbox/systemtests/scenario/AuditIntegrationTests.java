package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log is sealed, and can be verified by whoever may read it. */
class AuditIntegrationTests {
  private final PlatformApi admin = Platform.running().api();
  private final PlatformApi viewer = admin.as("viewer");

  @Test
  void anEventIsSealedAndTheLogVerified() {
    JsonNode appended =
        PlatformApi.json(
            admin.post(
                "/api/v1/streams/audited%2F" + UUID.randomUUID() + "/events",
                "{\"expected_version\":\"any\",\"events\":[{\"type\":\"shop.till.closed.v1\",\"data\":{}}]}"),
            201);
    String event = appended.path("events").get(0).path("id").asString();

    await("it is sealed")
        .atMost(Duration.ofSeconds(60))
        .until(() -> viewer.get(proof(event)).statusCode() == 200);

    JsonNode segment = viewer.read(proof(event)).path("segment");
    assertThat(viewer.read("/api/v1/audit/keys").path("data"))
        .extracting(key -> key.path("key_id").asString())
        .contains(segment.path("key_id").asString());
    JsonNode verified = viewer.read("/api/v1/audit/verify");
    assertThat(verified.path("clean").asBoolean()).as(verified.toString()).isTrue();
    assertThat(verified.path("events").asLong()).isPositive();
  }

  @Test
  void withoutADirectoryThereAreNoArchives() {
    JsonNode problem =
        PlatformApi.json(admin.post("/api/v1/archives", "{\"month\":\"2025-03\"}"), 503);

    assertThat(problem.path("code").asString()).isEqualTo("archive_off");
  }

  private static String proof(String event) {
    return "/api/v1/audit/events/" + event + "/proof";
  }
}
