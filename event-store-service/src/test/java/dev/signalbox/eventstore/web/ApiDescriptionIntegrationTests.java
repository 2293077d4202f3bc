package dev.signalbox.eventstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class ApiDescriptionIntegrationTests {

  @Autowired private ServiceClient client;

  @Test
  void saysWhatClientsSendAndNothingOfWhatOnlyTheServiceKnows() {
    JsonNode description = client.get("/v3/api-docs").json();
    JsonNode schemas = description.path("components").path("schemas");

    assertThat(description.path("paths").propertyNames())
        .contains("/api/v1/streams/{stream}/events", "/api/v1/audit/verify")
        .doesNotContain("/error");
    assertThat(schemas.propertyNames()).doesNotContain("JsonNode", "ObjectNode", "Caller");
    assertThat(
            schemas.path("EventForm").path("properties").path("data").path("$ref").isMissingNode())
        .isTrue();
  }
}
