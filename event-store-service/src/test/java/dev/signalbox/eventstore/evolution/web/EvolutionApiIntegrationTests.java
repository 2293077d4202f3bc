package dev.signalbox.eventstore.evolution.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.evolution.testing.SampleUpcasters;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class EvolutionApiIntegrationTests {

  @Autowired private ServiceClient client;

  private final StreamName stream = anyStream();

  @AfterEach
  void mend() {
    SampleUpcasters.BROKEN.set(false);
  }

  @Test
  void showsTheNewestFormOrTheStoredOne() {
    append(
        "{\"id\":\"%s\",\"type\":\"%s\",\"data\":{\"email\":\"a@b\"}}"
            .formatted(anyEventId(), SampleUpcasters.OLD));

    JsonNode newest = client.get(path()).json().path("data").get(0);
    JsonNode stored = client.get(path() + "?raw=true").json().path("data").get(0);

    assertThat(newest.path("type").asString()).isEqualTo(SampleUpcasters.NEW);
    assertThat(newest.path("schema_version").asInt()).isEqualTo(3);
    assertThat(newest.path("data")).isEqualTo(json("{\"currency\":\"USD\",\"contact\":\"a@b\"}"));
    assertThat(stored.path("type").asString()).isEqualTo(SampleUpcasters.OLD);
    assertThat(stored.path("schema_version").asInt()).isEqualTo(1);
    assertThat(stored.path("data")).isEqualTo(json("{\"email\":\"a@b\"}"));
    assertThat(client.get("/api/v1/events?limit=1000&type=" + SampleUpcasters.NEW).body())
        .contains(stream.value());
  }

  @Test
  void movesAPersonalValueThatTheReaderDoesNotSee() {
    append(
        "{\"type\":\"%s\",\"data\":{\"email\":\"a@b\"},\"personal\":{\"subject\":\"user/%s\",\"fields\":[\"/email\"]}}"
            .formatted(SampleUpcasters.OLD, anyEventId()));

    assertThat(contact(client).asString()).isEqualTo("a@b");
    assertThat(contact(client.as(Role.VIEWER))).isEqualTo(json("{\"$personal\":\"hidden\"}"));
  }

  private JsonNode contact(ServiceClient reader) {
    return reader.get(path()).json().path("data").get(0).path("data").path("contact");
  }

  @Test
  void namesTheEventAndTheUpcasterThatFails() {
    String id = anyEventId();
    append("{\"id\":\"%s\",\"type\":\"%s\",\"data\":{}}".formatted(id, SampleUpcasters.FRAGILE));
    SampleUpcasters.BROKEN.set(true);

    Answer failed = client.get(path());

    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.problemCode()).isEqualTo("upcast_failed");
    assertThat(failed.json().path("event_id").asString()).isEqualTo(id);
    assertThat(failed.json().path("upcaster").asString()).contains(SampleUpcasters.FRAGILE);
    assertThat(client.get(path() + "?raw=true").status()).isEqualTo(200);
  }

  private void append(String event) {
    Answer appended =
        client.post(
            path() + "/events", "{\"expected_version\":\"any\",\"events\":[" + event + "]}");
    assertThat(appended.status()).as(appended.body()).isEqualTo(201);
  }

  private String path() {
    return "/api/v1/streams/" + stream.value().replace("/", "%2F");
  }
}
