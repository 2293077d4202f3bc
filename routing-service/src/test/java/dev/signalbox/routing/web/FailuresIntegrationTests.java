package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FailuresIntegrationTests extends RoutingTest {

  /** By name, so that nobody answers in its place. */
  private static final String TO_CODING = "{\"message\":\"Hello\",\"agent_id\":\"coding\"}";

  @ParameterizedTest
  @CsvSource({
    "503, provider_unavailable, 503",
    "500, provider_error, 502",
    "429, provider_busy, 503",
    "404, model_unknown, 502",
    "400, provider_refused, 502"
  })
  void endsTheStreamWithAnErrorWhenTheProviderIsDown(int status, String code, int shown) {
    PLATFORM.next(
        Reply.failing(status, "No provider answers"), Reply.failing(status, "No provider answers"));

    List<EventStream.Received> events = stream(TO_CODING);

    assertThat(events).extracting(EventStream.Received::name).containsExactly("routing", "error");
    JsonNode error = events.getLast().json();
    assertThat(error.path("code").asString()).isEqualTo(code);
    assertThat(error.path("status").asInt()).isEqualTo(shown);
    assertThat(error.path("detail").asString()).isEqualTo("No provider answers");
    String conversation = error.path("conversation_id").asString();
    assertThat(messages(conversation))
        .singleElement()
        .satisfies(kept -> assertThat(kept.path("role").asString()).isEqualTo("user"));
    Event failed = conversationEvent(conversation, "answer-failed");
    assertThat(failed.data().path("reason").asString()).isEqualTo(code);
    assertThat(failed.causationId()).isEqualTo(conversationEvent(conversation, "routed").id());
    ServiceClient.Answer document = post(TO_CODING);
    assertThat(document.status()).isEqualTo(shown);
    assertThat(document.problemCode()).isEqualTo(code);
    assertThat(document.json().path("conversation_id").asString()).startsWith("conv_");
  }

  @Test
  void keepsWhatCameBeforeTheProviderBroke() {
    PLATFORM.next(Reply.failingInMidStream("Half an", "provider_error"));

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "delta", "error");
    List<JsonNode> kept = messages(events.getLast().json().path("conversation_id").asString());
    assertThat(kept).hasSize(2);
    assertThat(kept.getLast().path("content").asString()).isEqualTo("Half an");
    assertThat(kept.getLast().path("incomplete").asBoolean()).isTrue();
  }

  @Test
  void noticesAnAnswerThatIsCutOff() {
    PLATFORM.next(Reply.cutAfter("Half", " an"));

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "delta", "delta", "error");
    assertThat(events.getLast().json().path("code").asString()).isEqualTo("answer_cut_off");
  }

  @Test
  void hangsUpOnTheProviderWhenTheClientHangsUp() {
    PLATFORM.next(Reply.endless());
    String conversation;
    try (EventStream stream = client.sse("/api/v1/agents/message", ask(CODING))) {
      conversation =
          Objects.requireNonNull(stream.next()).json().path("conversation_id").asString();
      assertThat(Objects.requireNonNull(stream.next()).name()).isEqualTo("delta");
    }

    Awaitility.await().until(() -> PLATFORM.disconnected() == 1);
    Event failed = conversationEvent(conversation, "answer-failed");
    assertThat(failed.data().path("reason").asString()).isEqualTo("client_gone");
    assertThat(failed.data().path("partial_answer_id").asString()).startsWith("msg_");
    assertThat(messages(conversation).getLast().path("incomplete").asBoolean()).isTrue();
  }

  @Test
  void hangsUpOnAProviderThatHasNotBegunWhenTheClientHangsUp() {
    CountDownLatch never = new CountDownLatch(1);
    PLATFORM.next(Reply.gated(never, Reply.saying("late")));
    String conversation;
    try (EventStream stream = client.sse("/api/v1/agents/message", ask(CODING))) {
      conversation =
          Objects.requireNonNull(stream.next()).json().path("conversation_id").asString();
    }

    Event failed = conversationEvent(conversation, "answer-failed");
    never.countDown();
    assertThat(failed.data().path("reason").asString()).isEqualTo("client_gone");
  }

  @Test
  void endsAtTheDeadline() {
    PLATFORM.next(Reply.endless(), Reply.endless());
    ServiceClient hurried =
        client.with(
            "X-Request-Deadline", Long.toString(Instant.now().plusSeconds(3).toEpochMilli()));

    List<EventStream.Received> events;
    try (EventStream stream = hurried.sse("/api/v1/agents/message", ask(CODING))) {
      events = stream.all();
    }

    assertThat(events.getLast().name()).isEqualTo("error");
    assertThat(events.getLast().json().path("code").asString()).isEqualTo("deadline_exceeded");
    assertThat(events.getLast().json().path("status").asInt()).isEqualTo(504);
    Awaitility.await().until(() -> PLATFORM.disconnected() == 1);
    ServiceClient.Answer document =
        client
            .with("X-Request-Deadline", Long.toString(Instant.now().plusSeconds(3).toEpochMilli()))
            .with("Accept", "application/json")
            .post("/api/v1/agents/message", ask(CODING));
    assertThat(document.status()).isEqualTo(504);
  }
}
