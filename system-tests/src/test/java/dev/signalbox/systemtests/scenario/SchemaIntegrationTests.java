package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events that do not fit the schema of their type are refused. */
class SchemaIntegrationTests {
  private final PlatformApi admin = Platform.running().api();
  private final String type =
      "shop.parcel" + UUID.randomUUID().toString().substring(0, 8) + ".weighed.v1";
  private final String schema = "/api/v1/schemas/" + type + "/1";

  @Test
  void anEventThatDoesNotFitItsSchemaIsRefusedWhole() {
    String body =
        """
        {"schema": {"type": "object", "properties": {"grams": {"type": "integer"}}}, "on_violation": "reject"}
        """;
    PlatformApi.json(admin.put(schema, body), 201);

    JsonNode valid =
        PlatformApi.json(
            admin.as("operator").post(schema + "/validate", "{\"grams\": \"many\"}"), 200);
    JsonNode problem = PlatformApi.json(append("\"many\""), 422);

    assertThat(valid.path("valid").asBoolean()).isFalse();
    assertThat(problem.path("code").asString()).isEqualTo("schema_violation");
    assertThat(problem.path("errors").get(0).path("field").asString())
        .isEqualTo("/events/0/data/grams");
    assertThat(append("12").statusCode()).isEqualTo(201);
    assertThat(admin.as("viewer").read(schema).path("type").asString()).isEqualTo(type);
  }

  private HttpResponse<String> append(String grams) {
    return admin.post(
        "/api/v1/streams/parcel%2F1/events",
        """
        {"expected_version": "any", "events": [{"type": "%s", "schema_version": 1, "data": {"grams": %s}}]}
        """
            .formatted(type, grams));
  }
}
