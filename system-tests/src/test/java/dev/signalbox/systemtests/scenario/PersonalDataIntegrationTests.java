package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Personal data in the log: for administrators, until its subject is forgotten. */
class PersonalDataIntegrationTests {
  private static final String HIDDEN = "{\"$personal\":\"hidden\"}";
  private static final String FORGOTTEN = "{\"$personal\":\"forgotten\"}";

  private final PlatformApi admin = Platform.running().api();
  private final PlatformApi viewer = admin.as("viewer");
  private final String user = "user/" + UUID.randomUUID();
  private final String stream = "/api/v1/streams/account%2F" + UUID.randomUUID();
  private final String subject = "/api/v1/subjects/" + PlatformApi.encoded(user);

  @Test
  void isShownToAdministratorsAloneAndToNobodyOnceForgotten() {
    PlatformApi.json(admin.post(stream + "/events", opened()), 201);

    assertThat(email(admin)).isEqualTo("\"ada@example.org\"");
    assertThat(email(viewer)).isEqualTo(HIDDEN);
    assertThat(admin.read(subject).path("state").asString()).isEqualTo("known");
    assertThat(viewer.get(subject).statusCode()).isEqualTo(403);

    assertThat(PlatformApi.json(admin.delete(subject), 200).path("state").asString())
        .isEqualTo("forgotten");

    await("every replica has dropped the key")
        .atMost(Duration.ofSeconds(60))
        .until(() -> email(admin).equals(FORGOTTEN));
    assertThat(email(viewer)).isEqualTo(FORGOTTEN);
    assertThat(admin.get(stream + "?raw=true").body()).doesNotContain("ada@example.org");
    JsonNode problem = PlatformApi.json(admin.post(stream + "/events", opened()), 409);
    assertThat(problem.path("code").asString()).isEqualTo("subject_forgotten");
  }

  private String email(PlatformApi reader) {
    return reader.read(stream).path("data").get(0).path("data").path("email").toString();
  }

  private String opened() {
    return """
        {"expected_version": "any", "events": [{"type": "shop.account.opened.v1",
          "data": {"email": "ada@example.org"}, "personal": {"subject": "%s", "fields": ["/email"]}}]}
        """
        .formatted(user);
  }
}
