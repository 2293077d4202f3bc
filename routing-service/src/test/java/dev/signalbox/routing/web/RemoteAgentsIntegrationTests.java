package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.FakeAgent;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RemoteAgentsIntegrationTests extends RoutingTest {

  private static final String FAR = "far_away";

  private final FakeAgent remote = FakeAgent.start();

  @BeforeEach
  void register() {
    define(
        """
        {"agent_id":"far_away","agent_type":"remote","name":"-","endpoint":{"url":"%s"},
         "limits":{"max_concurrent_requests":5,"timeout_seconds":2},"backup_agent_id":null}"""
            .formatted(remote.url()));
  }

  @AfterEach
  void takeAway() {
    remote.close();
    forget(FAR);
  }

  private static String toFar(String message) {
    return "{\"message\":\"" + message + "\",\"agent_id\":\"far_away\"}";
  }

  @Test
  void answerAsOthersDoAndSayWhatTheyTookButNotWhatItCost() {
    remote.next(
        Reply.stream(
            "{\"content\":\"From \"}",
            "{\"content\":\"afar\",\"metadata\":{\"model\":\"far-1\",\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}}"));

    List<EventStream.Received> events = stream(toFar("Hello"));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "delta", "delta", "usage", "done");
    JsonNode done = events.getLast().json();
    assertThat(done.path("agent_id").asString()).isEqualTo(FAR);
    assertThat(done.path("provider").asString()).isEqualTo("remote");
    assertThat(done.path("model").asString()).isEqualTo("far-1");
    assertThat(done.path("input_tokens").asInt()).isEqualTo(7);
    assertThat(done.path("cost_usd").isNull()).isTrue();
    assertThat(PLATFORM.calls()).isEmpty();
    List<JsonNode> kept = messages(done.path("conversation_id").asString());
    assertThat(kept.getLast().path("content").asString()).isEqualTo("From afar");
    assertThat(kept.getLast().path("model").asString()).isEqualTo("far-1");
  }

  @Test
  void areGivenUpWhenTheyGiveNoSignOfLife() {
    remote.next(Reply.gated(new java.util.concurrent.CountDownLatch(1), Reply.json("{}")));

    ServiceClient.Answer answer = post(toFar("Hello"));

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.problemCode()).isEqualTo("agent_timed_out");
    assertThat(answer.json().path("tried").path(0).path("agent_id").asString()).isEqualTo(FAR);
    Event failed =
        conversationEvent(answer.json().path("conversation_id").asString(), "answer-failed");
    assertThat(failed.data().path("reason").asString()).isEqualTo("agent_timed_out");
  }

  @Test
  void areHungUpOnWhenTheClientHangsUp() {
    remote.next(Reply.endlessStream("{\"content\":\"word \"}"));
    try (EventStream stream = client.sse("/api/v1/agents/message", toFar("Hello"))) {
      assertThat(Objects.requireNonNull(stream.next()).name()).isEqualTo("routing");
      assertThat(Objects.requireNonNull(stream.next()).name()).isEqualTo("delta");
    }

    Awaitility.await().until(() -> remote.disconnected() == 1);
  }

  @Test
  void getTheCallersMetadataAndNotItsToken() {
    remote.next(Reply.json("{\"content\":\"Fine\",\"metadata\":{}}"));

    ServiceClient.Answer answer =
        post(
            "{\"message\":\"Hello\",\"agent_id\":\"far_away\",\"metadata\":{\"ticket\":7,\"user_preferences\":{\"tone\":\"dry\"}}}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode body = remote.calls().getLast().body();
    assertThat(body.path("context_data")).isEqualTo(JsonMapper.shared().readTree("{\"ticket\":7}"));
    assertThat(body.path("user_preferences").path("tone").asString()).isEqualTo("dry");
    assertThat(remote.calls().getLast().header("Authorization")).isEmpty();
    assertThat(remote.calls().getLast().header("X-Request-Deadline")).isNotEmpty();
  }
}
