package dev.signalbox.eventstore.subscription.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class SubscriptionApiIntegrationTests {

  private static final String ALL = "/api/v1/subscriptions";

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;

  private final String category = "c" + anyEventId().replace("_", "");
  private final String id = "sub-" + category;
  private final String path = ALL + "/" + id;
  private final StreamName stream = new StreamName(category + "/one");

  @Test
  void beginsPollsAcknowledgesAndEnds() {
    Answer created = begin("beginning");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(begin("now").problemCode()).isEqualTo("subscription_exists");
    log.append(Append.of(events(stream, 2)));

    JsonNode deliveries = poll().json().path("deliveries");
    assertThat(deliveries).hasSize(2);
    assertThat(deliveries.get(1).path("event").path("stream").asString()).isEqualTo(stream.value());
    assertThat(lag()).isEqualTo(2);

    Answer acknowledged = settle("acknowledge", deliveries.get(1));
    assertThat(acknowledged.status()).as(acknowledged.body()).isEqualTo(204);
    assertThat(lag()).isZero();
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).problemCode()).isEqualTo("unknown_subscription");
    assertThat(poll().problemCode()).isEqualTo("unknown_subscription");
  }

  @Test
  void aLostLeaseIsNamed() {
    begin("beginning");
    log.append(Append.of(events(stream, 1)));
    JsonNode delivery = poll().json().path("deliveries").get(0);
    client.post(path + "/reset", "{\"to\":\"beginning\"}");

    Answer refused = settle("acknowledge", delivery);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("lease_lost");
    assertThat(refused.json().path("buckets").get(0).asInt())
        .isEqualTo(delivery.path("bucket").asInt());
  }

  @Test
  void parksShowsReplaysAndForgets() {
    begin("beginning");
    log.append(Append.of(events(stream, 1)));
    JsonNode delivery = poll().json().path("deliveries").get(0);
    assertThat(settle("reject", delivery).status()).isEqualTo(204);

    JsonNode parked = client.get(path + "/parked").json().path("data").get(0);
    assertThat(parked.path("reason").asString()).isEqualTo("no");
    assertThat(client.get(path).json().path("parked").asInt()).isEqualTo(1);
    String event = path + "/parked/" + parked.path("event_id").asString();
    assertThat(client.post(event + "/replay", "{}").status()).isEqualTo(204);
    assertThat(poll().json().path("deliveries").get(0).path("replayed").asBoolean()).isTrue();
    assertThat(client.delete(event).status()).isEqualTo(204);
    assertThat(client.delete(event).problemCode()).isEqualTo("unknown_parked_event");
  }

  @Test
  void pausesAndResumes() {
    begin("beginning");
    log.append(Append.of(events(stream, 1)));

    assertThat(client.post(path + "/pause", "{}").json().path("state").asString())
        .isEqualTo("paused");
    assertThat(poll().json().path("deliveries")).isEmpty();
    client.post(path + "/resume", "{}");
    assertThat(poll().json().path("deliveries")).hasSize(1);
  }

  @Test
  void consumingIsAnOperatorsAndBeginningAnAdministrators() {
    begin("beginning");

    assertThat(client.as(Role.OPERATOR).post(path + "/consumers/a/poll", "{}").status())
        .isEqualTo(200);
    assertThat(client.as(Role.VIEWER).post(path + "/consumers/a/poll", "{}").status())
        .isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).post(path + "/pause", "{}").status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).delete(path).status()).isEqualTo(403);
    assertThat(client.as(Role.VIEWER).get(ALL + "?limit=1").json().path("data")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subscription_id\":\"Not A Slug\",\"start\":\"now\"}",
        "{\"subscription_id\":\"a\",\"start\":\"yesterday\"}",
        "{\"subscription_id\":\"a\",\"start\":\"999999999999:1\"}",
        "{\"subscription_id\":\"a\",\"start\":\"now\",\"buckets\":3}",
        "{\"subscription_id\":\"a\",\"start\":\"now\",\"retry\":{\"max_attempts\":0}}",
        "{\"subscription_id\":\"a\",\"start\":\"now\",\"retry\":{\"first_delay\":\"PT2S\",\"greatest_delay\":\"PT1S\"}}",
        "{\"subscription_id\":\"a\",\"start\":\"now\",\"delivery\":{\"kind\":\"kafka\",\"topic\":\"signalbox.costs\"}}",
        "{\"subscription_id\":\"a\"}"
      })
  void refusesWhatIsNoSubscription(String body) {
    Answer answer = client.post(ALL, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
  }

  private Answer begin(String start) {
    return client.post(
        ALL,
        """
        {"subscription_id":"%s","selection":{"category":"%s"},"start":"%s","buckets":8,
         "retry":{"max_attempts":1,"first_delay":"PT0.001S","greatest_delay":"PT1S"}}
        """
            .formatted(id, category, start));
  }

  private Answer poll() {
    return client.post(path + "/consumers/a/poll", "{\"max\":10,\"wait_ms\":0}");
  }

  private Answer settle(String call, JsonNode delivery) {
    String said =
        "{\"bucket\":%d,\"token\":%d,\"checkpoint\":\"%s\"%s}"
            .formatted(
                delivery.path("bucket").asInt(),
                delivery.path("token").asLong(),
                delivery.path("checkpoint").asString(),
                call.equals("reject") ? ",\"reason\":\"no\"" : "");
    return client.post(
        path + "/consumers/a/" + call,
        call.equals("reject") ? said : "{\"deliveries\":[" + said + "]}");
  }

  private int lag() {
    return client.get(path).json().path("lag").path("events").asInt();
  }
}
