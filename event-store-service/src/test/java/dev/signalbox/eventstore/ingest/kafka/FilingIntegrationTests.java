package dev.signalbox.eventstore.ingest.kafka;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static dev.signalbox.eventstore.log.testing.EventFixtures.saidBy;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.ingest.FilingEvents;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.testing.TailingReader;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

@ServiceIntegrationTest
class FilingIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired private EventLog log;
  @Autowired private FilingEvents filing;
  @Autowired private RecordedEvents kafka;
  @Autowired private MutableClock clock;
  @Autowired private JdbcClient database;
  @Autowired private KafkaListenerEndpointRegistry listeners;

  @AfterEach
  void letTheClockGo() {
    clock.reset();
  }

  static List<String> topics() {
    return Topics.all();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void filesTheEventsOfEveryTopic(String topic) {
    StreamName stream = anyStream();
    Event event = event(stream, "routing-service", anyEventId(), null);

    kafka.publish(topic, stream.value(), event);

    RecordedEvent filed = awaitEvents(stream, 1).getFirst();
    assertThat(filed.id()).isEqualTo(event.id());
    assertThat(filed.type()).isEqualTo(event.type());
    assertThat(filed.source()).isEqualTo("routing-service");
    assertThat(filed.occurredAt()).isEqualTo(event.time());
    assertThat(filed.traceparent()).isEqualTo(event.traceparent());
    assertThat(filed.data()).isEqualTo(event.data());
  }

  @Test
  void filesAnEventOnceHoweverOftenItIsDelivered() {
    StreamName stream = anyStream();
    Event event = event(stream, "routing-service", anyEventId(), null);
    for (int delivery = 0; delivery < 5; delivery++) {
      kafka.publish(Topics.CONVERSATIONS, stream.value(), event);
    }
    kafka.publish(
        Topics.CONVERSATIONS, stream.value(), event(stream, "routing-service", anyEventId(), null));

    assertThat(awaitEvents(stream, 2)).extracting(RecordedEvent::id).startsWith(event.id());
    assertThat(log.version(stream)).hasValue(2);
  }

  @Test
  void deliversAgainWithoutEffectWhatWasFiledBeforeACrash() {
    StreamName stream = anyStream();
    NewEvent cause = saidBy("routing-service", anyEventId(), stream, null);
    NewEvent effect = saidBy("streaming-service", anyEventId(), stream, cause.id());
    NewEvent waiting = saidBy("cost-service", anyEventId(), stream, anyEventId());

    filing.file(List.of(cause, effect, waiting));
    filing.file(List.of(cause, effect, waiting));

    assertThat(log.version(stream)).hasValue(2);
    assertThat(heldOf(stream)).isEqualTo(1);
  }

  @Test
  void filesAnEffectRightAfterItsCauseThatComesLater() {
    StreamName stream = anyStream();
    String messageReceived = anyEventId();
    String routed = anyEventId();
    String attempt = anyEventId();
    String usage = anyEventId();
    kafka.publish(Topics.COSTS, stream.value(), event(stream, "cost-service", anyEventId(), usage));
    awaitHeld(stream, 1);
    kafka.publish(
        Topics.USAGE, stream.value(), event(stream, "streaming-service", attempt, routed));
    kafka.publish(Topics.USAGE, stream.value(), event(stream, "streaming-service", usage, attempt));
    awaitHeld(stream, 3);
    kafka.publish(
        Topics.CONVERSATIONS,
        stream.value(),
        event(stream, "routing-service", messageReceived, null));
    kafka.publish(
        Topics.CONVERSATIONS,
        stream.value(),
        event(stream, "routing-service", routed, messageReceived));

    List<RecordedEvent> filed = awaitEvents(stream, 5);

    assertThat(filed)
        .extracting(RecordedEvent::id)
        .startsWith(messageReceived, routed, attempt, usage);
    assertThat(filed.subList(1, 5))
        .extracting(event -> event.checkpoint().transaction())
        .as("one transaction")
        .containsOnly(filed.get(1).checkpoint().transaction());
    assertThat(heldOf(stream)).isZero();
  }

  @Test
  void filesAnEffectWhoseCauseNeverComesAfterTheHoldBackTime() {
    StreamName stream = anyStream();
    kafka.publish(
        Topics.USAGE,
        stream.value(),
        event(stream, "streaming-service", anyEventId(), anyEventId()));
    awaitHeld(stream, 1);

    clock.advance(Duration.ofSeconds(31));

    awaitEvents(stream, 1);
    assertThat(heldOf(stream)).isZero();
  }

  @Test
  void releasesAnEffectWhoseCauseIsAppendedByHand() {
    StreamName stream = anyStream();
    NewEvent cause = saidBy("key/key_1", anyEventId(), streamOf("note"), null);
    kafka.publish(
        Topics.USAGE, stream.value(), event(stream, "streaming-service", anyEventId(), cause.id()));
    awaitHeld(stream, 1);

    log.append(Append.of(List.of(cause)));

    awaitEvents(stream, 1);
  }

  @Test
  void parksPoisonAndFilesWhatComesAfterIt() {
    StreamName stream = anyStream();
    String key = stream.value();
    Event good = event(stream, "routing-service", anyEventId(), null);
    Event unnamed =
        new Event(
            anyEventId(),
            "routing-service",
            "no stream",
            "t",
            Instant.EPOCH,
            null,
            null,
            json("{}"));
    Event unstorable =
        new Event(
            anyEventId(),
            "routing-service",
            key,
            "t",
            Instant.EPOCH,
            null,
            null,
            json("{\"text\":\"\\u0000\"}"));
    Event after = event(stream, "routing-service", anyEventId(), null);

    kafka.publish(Topics.CONVERSATIONS, key, good);
    kafka.publishRaw(
        Topics.CONVERSATIONS, key, ("not json " + key).getBytes(StandardCharsets.UTF_8));
    kafka.publish(Topics.CONVERSATIONS, key, unnamed);
    kafka.publish(Topics.CONVERSATIONS, key, unstorable);
    kafka.publishRaw(Topics.AGENTS, "agent/" + key, null);
    kafka.publish(Topics.CONVERSATIONS, key, after);

    assertThat(awaitEvents(stream, 2))
        .extracting(RecordedEvent::id)
        .containsExactly(good.id(), after.id());
    String parked = Topics.deadLettersOf(Topics.CONVERSATIONS);
    kafka.awaitEvent(parked, event -> event.id().equals(unnamed.id()));
    kafka.awaitEvent(parked, event -> event.id().equals(unstorable.id()));
    kafka.awaitRecord(
        parked,
        record ->
            record.kafka().value() != null
                && new String(record.kafka().value(), StandardCharsets.UTF_8)
                    .equals("not json " + key),
        PATIENCE);
  }

  @Test
  void parksAnUnstorableEffectAndNotWhatIsInItsBatch() {
    MessageListenerContainer container = listeners.getListenerContainer("platform-events");
    assertThat(container).isNotNull();
    container.stop();
    StreamName stream = anyStream();
    List<Event> innocent =
        IntStream.range(0, 3)
            .mapToObj(number -> event(stream, "routing-service", anyEventId(), null))
            .toList();
    Event unstorable =
        new Event(
            anyEventId(),
            "streaming-service",
            stream.value(),
            "t",
            Instant.EPOCH,
            null,
            anyEventId(),
            json("{\"text\":\"\\u0000\"}"));
    innocent.forEach(event -> kafka.publish(Topics.CONVERSATIONS, stream.value(), event));
    kafka.publish(Topics.CONVERSATIONS, stream.value(), unstorable);

    container.start();

    String parked = Topics.deadLettersOf(Topics.CONVERSATIONS);
    kafka.awaitEvent(parked, event -> event.id().equals(unstorable.id()), PATIENCE);
    assertThat(awaitEvents(stream, 3))
        .extracting(RecordedEvent::id)
        .containsExactlyElementsOf(innocent.stream().map(Event::id).toList());
    assertThat(kafka.all(parked))
        .extracting(Event::id)
        .doesNotContainAnyElementsOf(innocent.stream().map(Event::id).toList());
  }

  @Test
  void filesABacklogThatGrewWhileTheConsumerWasAway() {
    MessageListenerContainer container = listeners.getListenerContainer("platform-events");
    assertThat(container).isNotNull();
    container.stop();
    StreamName stream = anyStream();
    List<Event> events =
        IntStream.range(0, 250)
            .mapToObj(number -> event(stream, "routing-service", anyEventId(), null))
            .toList();
    events.forEach(event -> kafka.publish(Topics.CONVERSATIONS, stream.value(), event));

    container.start();

    assertThat(awaitEvents(stream, 250))
        .extracting(RecordedEvent::id)
        .containsExactlyElementsOf(events.stream().map(Event::id).toList());
  }

  @Test
  void replicasThatShareTheWorkFileCausesFirst() throws Exception {
    TailingReader reader = TailingReader.atEndOf(log);
    List<NewEvent> events = new ArrayList<>();
    for (int conversation = 0; conversation < 40; conversation++) {
      StreamName stream = anyStream();
      String before = null;
      for (String source :
          List.of("routing-service", "streaming-service", "cost-service", "mcp-pool-service")) {
        NewEvent event = saidBy(source, anyEventId(), stream, before);
        events.add(event);
        before = event.id();
      }
    }
    List<NewEvent> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, 80));
    Collections.shuffle(shuffled, new Random(7));

    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done = new ArrayList<>();
      for (int from = 0; from < shuffled.size(); from += 8) {
        List<NewEvent> batch = shuffled.subList(from, Math.min(from + 8, shuffled.size()));
        done.add(replicas.submit(() -> filing.file(batch)));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }

    List<RecordedEvent> filed = reader.catchUp();
    assertThat(reader.breaks()).isEmpty();
    assertThat(filed)
        .extracting(RecordedEvent::id)
        .containsExactlyInAnyOrderElementsOf(events.stream().map(NewEvent::id).toList());
    List<String> order = filed.stream().map(RecordedEvent::id).toList();
    assertThat(filed)
        .filteredOn(event -> event.causationId() != null)
        .allSatisfy(
            event ->
                assertThat(order.indexOf(event.causationId()))
                    .isLessThan(order.indexOf(event.id())));
  }

  private List<RecordedEvent> awaitEvents(StreamName stream, int count) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> log.read(stream, StreamRange.from(1), 1000).events(),
            events -> events.size() >= count);
  }

  private void awaitHeld(StreamName stream, int count) {
    await().atMost(PATIENCE).until(() -> heldOf(stream) == count);
  }

  private int heldOf(StreamName stream) {
    return database
        .sql("select count(*) from held_events where stream = :stream")
        .param("stream", stream.value())
        .query(Integer.class)
        .single();
  }

  private static Event event(
      StreamName stream, String source, String id, @Nullable String causationId) {
    return new Event(
        id,
        source,
        stream.value(),
        "signalbox.test.happened.v1",
        Instant.parse("2026-11-20T10:00:00.5Z"),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        causationId,
        json("{\"text\":\"hello\"}"));
  }
}
