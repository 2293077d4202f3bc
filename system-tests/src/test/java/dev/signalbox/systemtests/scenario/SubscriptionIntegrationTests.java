package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A consumer works through a subscription, and an event it cannot handle is parked and replayed.
 */
class SubscriptionIntegrationTests {
  private final PlatformApi admin = Platform.running().api();
  private final PlatformApi operator = admin.as("operator");
  private final PlatformApi viewer = admin.as("viewer");
  private final String name = "billing-" + UUID.randomUUID();
  private final String subscription = "/api/v1/subscriptions/" + name;

  @Test
  void whatFailsIsParkedAndComesAgainWhenItIsReplayed() {
    PlatformApi.json(
        admin.post(
            "/api/v1/streams/" + name + "%2F1/events",
            """
            {"expected_version": "any", "events": [
              {"type": "shop.bill.sent.v1", "data": {}}, {"type": "shop.bill.lost.v1", "data": {}}]}
            """),
        201);
    PlatformApi.json(
        admin.post(
            "/api/v1/subscriptions",
            """
            {"subscription_id": "%1$s", "start": "beginning", "selection": {"category": "%1$s"},
             "retry": {"max_attempts": 1}, "buckets": 1}
            """
                .formatted(name)),
        201);

    JsonNode sent = poll().path("deliveries").get(0);
    settle("acknowledge", "{\"deliveries\": [%s]}".formatted(place(sent, "")));
    JsonNode lost = poll().path("deliveries").get(0);
    settle("reject", place(lost, ", \"reason\": \"no address\""));

    assertThat(sent.path("event").path("type").asString()).isEqualTo("shop.bill.sent.v1");
    assertThat(lost.path("event").path("type").asString()).isEqualTo("shop.bill.lost.v1");
    JsonNode parked = viewer.read(subscription + "/parked").path("data");
    assertThat(parked).hasSize(1);
    assertThat(parked.get(0).toString()).contains("no address");
    String event = lost.path("event").path("id").asString();
    assertThat(admin.post(subscription + "/parked/" + event + "/replay", "").statusCode())
        .isBetween(200, 204);

    JsonNode again = poll().path("deliveries").get(0);
    settle("acknowledge", "{\"deliveries\": [%s]}".formatted(place(again, "")));

    assertThat(again.path("replayed").asBoolean()).isTrue();
    assertThat(again.path("event").path("id").asString()).isEqualTo(event);
    assertThat(viewer.read(subscription + "/parked").path("data")).isEmpty();
    assertThat(viewer.read(subscription).path("lag").path("events").asInt()).isZero();
    assertThat(admin.delete(subscription).statusCode()).isEqualTo(204);
    assertThat(viewer.get(subscription).statusCode()).isEqualTo(404);
  }

  private JsonNode poll() {
    return PlatformApi.json(
        operator.post(subscription + "/consumers/one/poll", "{\"max\": 1, \"wait_ms\": 10000}"),
        200);
  }

  private void settle(String how, String body) {
    assertThat(operator.post(subscription + "/consumers/one/" + how, body).statusCode())
        .isEqualTo(204);
  }

  private static String place(JsonNode delivery, String more) {
    return "{\"bucket\": %s, \"token\": %s, \"checkpoint\": %s%s}"
        .formatted(
            delivery.path("bucket"), delivery.path("token"), delivery.path("checkpoint"), more);
  }
}
