package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConcurrencyIntegrationTests extends RoutingTest {

  private String begun() {
    return post(ask(CODING)).json().path("conversation_id").asString();
  }

  private static ServiceClient impatient(ServiceClient client, Duration patience) {
    return client.with(
        "X-Request-Deadline", Long.toString(Instant.now().plus(patience).toEpochMilli()));
  }

  private void awaitWaiting(String conversation, int most) {
    Awaitility.await()
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM waiting_messages WHERE conversation_id = :id")
                        .param("id", conversation)
                        .query(Integer.class)
                        .single()
                    == most);
  }

  @Test
  void answersTheMessagesOfAConversationInTheOrderInWhichTheyCame() throws Exception {
    String conversation = begun();
    CountDownLatch gate = new CountDownLatch(1);
    PLATFORM.next(Reply.gated(gate, Reply.saying("First")));
    try (EventStream first = client.sse("/api/v1/agents/message", ask(CODING, conversation));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(Objects.requireNonNull(first.next()).name()).isEqualTo("routing");
      List<Future<Integer>> answers = new java.util.ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        String message = "Message " + i;
        answers.add(callers.submit(() -> post(ask(message, conversation)).status()));
        awaitWaiting(conversation, i);
      }
      gate.countDown();

      assertThat(first.all().getLast().name()).isEqualTo("done");
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    List<JsonNode> messages = messages(conversation);
    assertThat(messages).extracting(message -> message.path("position").asInt()).hasSize(12);
    assertThat(
            messages.stream()
                .filter(message -> message.path("role").asString().equals("user"))
                .skip(2)
                .map(message -> message.path("content").asString()))
        .containsExactly("Message 1", "Message 2", "Message 3", "Message 4");
    awaitWaiting(conversation, 0);
  }

  @Test
  void answersAllOfManyThatRaceEachWithWhatWasSaidBefore() throws Exception {
    String conversation = begun();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(i -> callers.submit(() -> post(ask(CODING, conversation)).status()))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(messages(conversation))
        .extracting(message -> message.path("role").asString())
        .containsExactlyElementsOf(
            java.util.Collections.nCopies(9, List.of("user", "assistant")).stream()
                .flatMap(List::stream)
                .toList());
    assertThat(
            PLATFORM.modelCalls().stream()
                .map(call -> call.body().path("messages").size())
                .sorted())
        .containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18);
  }

  @Test
  void doesNotWaitPastItsDeadlineNorBehindTooMany() {
    String conversation = begun();
    CountDownLatch gate = new CountDownLatch(1);
    PLATFORM.next(Reply.gated(gate, Reply.saying("First")));
    try (EventStream first = client.sse("/api/v1/agents/message", ask(CODING, conversation))) {
      assertThat(Objects.requireNonNull(first.next()).name()).isEqualTo("routing");

      ServiceClient.Answer second =
          impatient(client, Duration.ofMillis(700))
              .with("Accept", "application/json")
              .post("/api/v1/agents/message", ask("Second", conversation));
      jdbc.sql(
              """
              INSERT INTO waiting_messages (conversation_id, alive_until)
              SELECT :id, now() + interval '1 hour' FROM generate_series(1, 8)""")
          .param("id", conversation)
          .update();
      ServiceClient.Answer third = post(ask("Third", conversation));
      gate.countDown();

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.problemCode()).isEqualTo("conversation_busy");
      assertThat(second.header("Retry-After")).isEqualTo("1");
      assertThat(third.problemCode()).isEqualTo("conversation_busy");
      assertThat(first.all().getLast().name()).isEqualTo("done");
    }
    assertThat(messages(conversation)).hasSize(4);
  }

  @Test
  void isNotHeldUpByThoseWhoseProcessIsGone() {
    String conversation = begun();
    jdbc.sql(
            """
            INSERT INTO waiting_messages (conversation_id, alive_until)
            VALUES (:id, now() + interval '1 second')""")
        .param("id", conversation)
        .update();

    assertThat(post(ask(CODING, conversation)).status()).isEqualTo(200);
    awaitWaiting(conversation, 0);
  }

  @Test
  void closesTheRunOfAProcessThatIsGone() {
    String conversation = begun();
    String run = orphan(conversation);

    Event failed =
        recorded.awaitEvent(
            dev.signalbox.kit.event.Topics.CONVERSATIONS,
            event ->
                event.type().equals("signalbox.conversation.answer-failed.v1")
                    && event.data().path("run_id").asString().equals(run));

    assertThat(failed.data().path("reason").asString()).isEqualTo("run_lost");
    assertThat(failed.causationId()).isEqualTo("evt_before");
    assertThat(failed.traceparent())
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(post(ask(CODING, conversation)).status()).isEqualTo(200);
  }

  @Test
  void doesNotWaitForTheSweepToGoOn() {
    String conversation = begun();
    orphan(conversation);

    assertThat(post(ask(CODING, conversation)).status()).isEqualTo(200);
  }

  /** A run as kill -9 leaves it, after its lease has passed. */
  private String orphan(String conversation) {
    String run = dev.signalbox.kit.id.IdKind.RUN.next();
    jdbc.sql(
            """
            INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, last_event_id, traceparent,
                lease_until, started_at)
            VALUES (:run, :conversation, 'msg_x', 'req_x', 'key_x', 'running', 'evt_before',
                '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', now() - interval '1 second', now())""")
        .param("run", run)
        .param("conversation", conversation)
        .update();
    return run;
  }

  @Test
  void keepsALongRunAliveBeyondItsLease() {
    String conversation = begun();
    CountDownLatch gate = new CountDownLatch(1);
    PLATFORM.next(Reply.gated(gate, Reply.saying("Slow but sure")));
    try (EventStream stream = client.sse("/api/v1/agents/message", ask(CODING, conversation))) {
      String run = Objects.requireNonNull(stream.next()).json().path("run_id").asString();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  jdbc.sql(
                          "SELECT lease_until > started_at + interval '11 seconds' FROM runs WHERE run_id = :run AND status = 'running'")
                      .param("run", run)
                      .query(Boolean.class)
                      .single());
      gate.countDown();
      assertThat(stream.all().getLast().name()).isEqualTo("done");
    }
  }

  @Test
  void repeatsTheAnswerOfARepeatedRequest() {
    ServiceClient repeating =
        client.with("Idempotency-Key", "stream-" + dev.signalbox.kit.id.IdKind.REQUEST.next());
    List<EventStream.Received> first;
    List<EventStream.Received> second;
    try (EventStream stream = repeating.sse("/api/v1/agents/message", ask(CODING))) {
      first = stream.all();
    }
    try (EventStream stream = repeating.sse("/api/v1/agents/message", ask(CODING))) {
      second = stream.all();
    }

    assertThat(second)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "delta", "usage", "done");
    assertThat(second.getLast().json()).isEqualTo(first.getLast().json());
    assertThat(second.get(1).json().path("text").asString()).isEqualTo("Hello there.");
    assertThat(PLATFORM.modelCalls()).hasSize(1);
    ServiceClient.Answer other =
        repeating
            .with("Accept", "text/event-stream")
            .post("/api/v1/agents/message", ask("Write a SQL query"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problemCode()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void triesAgainUnderTheSameKeyAfterAFailure() {
    ServiceClient repeating =
        client
            .with("Idempotency-Key", "failing-" + dev.signalbox.kit.id.IdKind.REQUEST.next())
            .with("Accept", "text/event-stream");
    PLATFORM.next(Reply.failing(503, "down"));
    String toCoding = "{\"message\":\"Hello\",\"agent_id\":\"coding\"}";

    String failed = repeating.post("/api/v1/agents/message", toCoding).body();
    String answered = repeating.post("/api/v1/agents/message", toCoding).body();

    assertThat(failed).contains("event: error");
    assertThat(answered).contains("event: done");
  }

  @Test
  void repeatsThatNobodyFits() {
    ServiceClient repeating =
        client.with("Idempotency-Key", "abstained-" + dev.signalbox.kit.id.IdKind.REQUEST.next());
    JsonNode first;
    JsonNode second;
    try (EventStream stream = repeating.sse("/api/v1/agents/message", ask("asdf qwer"))) {
      first = tools.jackson.databind.json.JsonMapper.builder().build().readTree(stream.text());
    }
    try (EventStream stream = repeating.sse("/api/v1/agents/message", ask("asdf qwer"))) {
      second = tools.jackson.databind.json.JsonMapper.builder().build().readTree(stream.text());
    }

    assertThat(first.path("code").asString()).isEqualTo("no_suitable_agent");
    assertThat(second.path("conversation_id")).isEqualTo(first.path("conversation_id"));
  }
}
