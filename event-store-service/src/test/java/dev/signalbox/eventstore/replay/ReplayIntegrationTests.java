package dev.signalbox.eventstore.replay;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.RecordedEvents.Recorded;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class ReplayIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;
  @Autowired private RecordedEvents kafka;
  @Autowired private Replays replays;
  @Autowired private Republication republication;
  @Autowired private JdbcClient database;

  private final String category =
      "r" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  private final String topic = "signalbox.replay." + category;
  private final List<StreamName> streams =
      List.of(streamOf(category), streamOf(category), streamOf(category));
  private final List<NewEvent> appended = new ArrayList<>();

  /** The embedded broker would make it with three replicas, which it does not have. */
  @BeforeAll
  static void makeKafkasTransactionLog() {
    TestInfrastructure.kafka()
        .createTopics(
            List.of(
                new NewTopic("__transaction_state", 50, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact"))));
  }

  @BeforeEach
  void fillTheStreams() {
    for (int round = 0; round < 10; round++) {
      for (StreamName stream : streams) {
        List<NewEvent> more = events(stream, 2);
        appended.addAll(more);
        log.append(Append.of(more));
      }
    }
  }

  @Test
  void publishesARangeAgainOnceAndInOrder() {
    Answer begun = begin("\"rate\":1000");
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    String id = begun.json().path("id").asString();
    assertThat(begun.json().path("total").asInt()).isEqualTo(60);

    await().atMost(PATIENCE).until(() -> state(id).equals("completed"));

    List<Event> published = kafka.all(topic);
    assertThat(published).hasSize(60);
    for (StreamName stream : streams) {
      assertThat(published.stream().filter(one -> one.subject().equals(stream.value())))
          .extracting(Event::id)
          .containsExactlyElementsOf(
              appended.stream()
                  .filter(one -> one.stream().equals(stream))
                  .map(NewEvent::id)
                  .toList());
    }
    Recorded record = kafka.awaitRecord(topic, one -> true, PATIENCE);
    assertThat(record.kafka().headers().lastHeader("signalbox-replay").value())
        .isEqualTo(id.getBytes(StandardCharsets.UTF_8));
    assertThat(record.kafka().key()).isIn(streams.stream().map(StreamName::value).toList());
    Answer done = client.as(Role.VIEWER).get("/api/v1/replays/" + id);
    assertThat(done.json().path("done").asInt()).isEqualTo(60);
    assertThat(done.json().path("ended_at").isNull()).isFalse();
    assertThat(client.post("/api/v1/replays/" + id + "/pause", "").problemCode())
        .isEqualTo("replay_ended");
    assertThat(client.get("/api/v1/replays?limit=1").json().path("data")).hasSize(1);
  }

  @Test
  void publishesBetweenTwoPlacesOrTimes() {
    List<RecordedEvent> recorded =
        log.after(Checkpoint.START, Selection.category(category), 100).events();
    String between =
        "\"from\":\"%s\",\"to\":\"%s\""
            .formatted(recorded.get(3).checkpoint(), recorded.get(8).checkpoint());
    Instant end = recorded.get(59).recordedAt();

    String first = begin(between).json().path("id").asString();
    await().atMost(PATIENCE).until(() -> state(first).equals("completed"));

    assertThat(kafka.all(topic)).hasSize(5);
    Answer none = begin("\"from\":\"%s\"".formatted(end.plusSeconds(1)));
    assertThat(none.json().path("total").asInt()).as(none.body()).isZero();
    Answer last = begin("\"from\":\"%s\"".formatted(end));
    assertThat(last.json().path("total").asInt()).isBetween(1, 2);
  }

  @Test
  void isPausedResumedAndCancelled() {
    String id = begin("\"rate\":1").json().path("id").asString();
    await().atMost(PATIENCE).until(() -> replays.find(id).orElseThrow().done() >= 1);

    assertThat(client.post("/api/v1/replays/" + id + "/pause", "").json().path("state").asString())
        .isEqualTo("paused");
    await().atMost(PATIENCE).until(() -> free(id));
    long paused = replays.find(id).orElseThrow().done();
    assertThat(kafka.all(topic)).hasSize((int) paused);
    client.post("/api/v1/replays/" + id + "/resume", "");
    await().atMost(PATIENCE).until(() -> replays.find(id).orElseThrow().done() > paused);
    client.post("/api/v1/replays/" + id + "/cancel", "");

    await().atMost(PATIENCE).until(() -> free(id));
    assertThat(state(id)).isEqualTo("cancelled");
    assertThat(kafka.all(topic)).hasSizeLessThan(60);
    assertThat(client.post("/api/v1/replays/" + id + "/resume", "").status()).isEqualTo(409);
  }

  @Test
  void refusesWhatItMayNotDo() {
    assertThat(post("{\"topic\":\"signalbox.costs\"}").problemCode()).isEqualTo("topic_refused");
    assertThat(post("{\"topic\":\"x\"}").problemCode()).isEqualTo("topic_refused");
    assertThat(begin("\"rate\":10001").problemCode()).isEqualTo("rate_too_high");
    assertThat(begin("\"rate\":0").problemCode()).isEqualTo("invalid_request");
    assertThat(begin("\"from\":\"yesterday\"").problemCode()).isEqualTo("invalid_request");
    assertThat(begin("\"from\":\"999999999999999999:1\"").problemCode()).isEqualTo("empty_range");
    assertThat(client.get("/api/v1/replays/rpl_none").problemCode()).isEqualTo("unknown_replay");
    assertThat(client.as(Role.OPERATOR).post("/api/v1/replays", "{}").status()).isEqualTo(403);
  }

  @Test
  void whoPublishedBeforeIsShutOutOfKafka() {
    List<RecordedEvent> recorded =
        log.after(Checkpoint.START, Selection.category(category), 4).events();
    String id = "rpl_" + anyEventId();
    try (Republication.Publisher former = republication.open(id, topic)) {
      former.publish(recorded.subList(0, 2));
      try (Republication.Publisher present = republication.open(id, topic)) {
        assertThatThrownBy(() -> former.publish(recorded.subList(2, 3)))
            .isInstanceOf(Republication.PublicationException.class);
        present.publish(recorded.subList(2, 4));
      }
    }
    assertThat(kafka.all(topic)).hasSizeGreaterThanOrEqualTo(4);
  }

  private String state(String id) {
    return replays.find(id).orElseThrow().state().code();
  }

  private boolean free(String id) {
    return database
        .sql("select leased_until < clock_timestamp() from replays where id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private Answer begin(String fields) {
    return post(
        "{\"topic\":\"%s\",\"selection\":{\"category\":\"%s\"},%s}"
            .formatted(topic, category, fields));
  }

  private Answer post(String body) {
    return client.post("/api/v1/replays", body);
  }
}
