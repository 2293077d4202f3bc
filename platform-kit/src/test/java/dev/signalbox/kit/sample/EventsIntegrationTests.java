package dev.signalbox.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.RecordedEvents.Recorded;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

@ServiceIntegrationTest
class EventsIntegrationTests {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired ServiceClient client;
  @Autowired Events events;
  @Autowired Outbox outbox;
  @Autowired ConsumedEvents consumed;
  @Autowired TransactionOperations transactions;
  @Autowired RecordedEvents recorded;
  @Autowired SampleListener listener;

  private final String subject = "run/" + IdKind.RUN.next();

  private Event event(String type) {
    return events.create(type, subject, Map.of("n", 1));
  }

  @Test
  void anEventKeepsItsTraceFromTheCallThroughTheTopicToTheListener() {
    Answer answer =
        client
            .with("traceparent", TRACE)
            .post("/api/v1/orders", "{\"customer_name\":\"Ada\",\"lines\":[]}");
    String order = "order/" + answer.json().get("order_id").asString();

    Recorded published =
        recorded.awaitRecord(
            Topics.RUNS,
            record -> record.event() != null && record.event().subject().equals(order),
            PATIENCE);
    await().atMost(PATIENCE).until(() -> !listener.heard(order).isEmpty());

    Event event = Objects.requireNonNull(published.event());
    assertThat(published.kafka().key()).isEqualTo(order);
    assertThat(event.traceparent()).startsWith(TRACE.substring(0, 35)).isNotEqualTo(TRACE);
    assertThat(
            new String(
                published.kafka().headers().lastHeader("traceparent").value(),
                StandardCharsets.UTF_8))
        .isEqualTo(event.traceparent());
    assertThat(
            new String(
                published.kafka().headers().lastHeader("content-type").value(),
                StandardCharsets.UTF_8))
        .isEqualTo("application/cloudevents+json");
    assertThat(listener.heard(order).getFirst().traceparent())
        .startsWith(TRACE.substring(0, 35))
        .isNotEqualTo(event.traceparent());
  }

  @Test
  void eventsOfATransactionThatFailsAreNeverPublished() {
    Event undone = event("signalbox.run.undone.v1");
    Event done = event("signalbox.run.done.v1");

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      outbox.publish(Topics.RUNS, subject, undone);
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    transactions.executeWithoutResult(status -> outbox.publish(Topics.RUNS, subject, done));

    recorded.awaitEvent(Topics.RUNS, event -> event.id().equals(done.id()));
    assertThat(recorded.all(Topics.RUNS)).extracting(Event::id).doesNotContain(undone.id());
  }

  @Test
  void outsideATransactionNothingCanBePublished() {
    assertThatThrownBy(() -> outbox.publish(Topics.RUNS, subject, event("t.v1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void anEventThatKafkaWouldRefuseIsRefusedAtOnce() {
    Event large = events.create("t.v1", subject, Map.of("text", "x".repeat(1_000_000)));

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> outbox.publish(Topics.RUNS, subject, large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-event-bytes");
  }

  @Test
  void anEventDeliveredTwiceActsOnce() {
    Event twice = event("signalbox.run.started.v1");
    recorded.publish(Topics.RUNS, subject, twice);
    recorded.publish(Topics.RUNS, subject, twice);

    await().atMost(PATIENCE).until(() -> listener.attempts(twice.id()) == 2);
    assertThat(listener.heard(subject)).hasSize(1);
  }

  @Test
  void ofManyDeliveriesAtOnceOneActs() throws Exception {
    Event event = event("signalbox.run.started.v1");
    AtomicInteger acted = new AtomicInteger();
    try (ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      deliveries.submit(
                          () -> consumed.once("parallel", event, acted::incrementAndGet)))
              .toList();
      int firsts = 0;
      for (Future<Boolean> result : results) {
        firsts += result.get(30, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(firsts).isEqualTo(1);
    }
    assertThat(acted).hasValue(1);
    assertThat(consumed.once("another consumer", event, acted::incrementAndGet)).isTrue();
  }

  @Test
  void ofManyEventsThoseThatAreNewActOnceAndInTheirOrder() {
    Event known = event("signalbox.run.started.v1");
    List<Event> unseen =
        Stream.generate(() -> event("signalbox.run.started.v1")).limit(3).toList().reversed();
    consumed.once("several", known, () -> {});
    List<Event> told = new ArrayList<>(unseen);
    told.add(1, known);
    told.add(unseen.getFirst());
    List<Event> acted = new ArrayList<>();

    assertThat(consumed.onceEach("several", told, acted::addAll)).isEqualTo(3);
    assertThat(consumed.onceEach("several", told, acted::addAll)).isZero();

    assertThat(acted).isEqualTo(unseen);
  }

  @Test
  void ifTheWorkOfManyFailsNoneOfThemIsProcessed() {
    List<Event> both = List.of(event("signalbox.run.started.v1"), event("signalbox.run.ended.v1"));

    assertThatThrownBy(
            () ->
                consumed.onceEach(
                    "failing together",
                    both,
                    _ -> {
                      throw new IllegalStateException("not yet");
                    }))
        .hasMessage("not yet");

    assertThat(consumed.once("failing together", both.getLast(), () -> {})).isTrue();
  }

  @Test
  void deliveriesOfTheSameEventsInOtherOrdersWaitForNoneInACircle() throws Exception {
    List<Event> all = Stream.generate(() -> event("signalbox.run.started.v1")).limit(40).toList();
    AtomicInteger acted = new AtomicInteger();
    List<Callable<Integer>> deliveries = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      List<Event> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, new Random(number));
      List<Event> some = shuffled.subList(0, 30);
      deliveries.add(
          () -> consumed.onceEach("crossing", some, first -> acted.addAndGet(first.size())));
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> delivery : threads.invokeAll(deliveries)) {
        delivery.get();
      }
    }

    assertThat(consumed.onceEach("crossing", all, first -> acted.addAndGet(first.size())))
        .as("twelve times 30 of 40 leave none")
        .isZero();
    assertThat(acted).hasValue(40);
  }

  @Test
  void workThatFailsIsDoneAgain() {
    Event event = event("signalbox.run.started.v1");
    AtomicInteger acted = new AtomicInteger();

    assertThatThrownBy(
            () ->
                consumed.once(
                    "failing",
                    event,
                    () -> {
                      throw new IllegalStateException("not yet");
                    }))
        .hasMessage("not yet");

    assertThat(consumed.once("failing", event, acted::incrementAndGet)).isTrue();
    assertThat(acted).hasValue(1);
  }

  @Test
  void whatIsNoEventIsParkedAndThePartitionGoesOn() {
    byte[] garbage = ("{\"garbage\":\"" + subject + "\"").getBytes(StandardCharsets.UTF_8);
    Event next = event("signalbox.run.started.v1");
    recorded.publishRaw(Topics.RUNS, subject, garbage);
    recorded.publish(Topics.RUNS, subject, next);

    await().atMost(PATIENCE).until(() -> !listener.heard(subject).isEmpty());
    Recorded parked = awaitParked();
    assertThat(parked.kafka().value()).isEqualTo(garbage);
    assertThat(parked.kafka().headers().lastHeader("kafka_dlt-original-topic").value())
        .isEqualTo(Topics.RUNS.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEventThatAlwaysFailsIsParkedAfterAFewAttempts() {
    Event poison = event("poison");
    Event next = event("signalbox.run.started.v1");
    recorded.publish(Topics.RUNS, subject, poison);
    recorded.publish(Topics.RUNS, subject, next);

    await().atMost(PATIENCE).until(() -> !listener.heard(subject).isEmpty());
    assertThat(awaitParked().event()).isEqualTo(poison);
    assertThat(listener.attempts(poison.id())).isEqualTo(4);
    assertThat(listener.heard(subject)).hasSize(1);
  }

  private Recorded awaitParked() {
    return recorded.awaitRecord(
        Topics.deadLettersOf(Topics.RUNS),
        record -> subject.equals(record.kafka().key()),
        PATIENCE);
  }
}
