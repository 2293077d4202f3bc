package dev.signalbox.eventstore.state;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.evolution.UpcastingEventLog;
import dev.signalbox.eventstore.evolution.testing.Step;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Personal;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.privacy.ForgettingSubjects;
import dev.signalbox.eventstore.privacy.SubjectId;
import dev.signalbox.eventstore.projection.testing.ConversationFixture;
import dev.signalbox.eventstore.state.postgres.SnapshotsFixture;
import dev.signalbox.kit.housekeeping.Housekeeping;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A state is what a fold of all events up to there says, whichever snapshots there are. */
@ServiceIntegrationTest
class FoldingStreamsIntegrationTests {

  private static final int MANY = Integer.getInteger("signalbox.soak.events", 20_000);

  @Autowired private EventLog log;
  @Autowired private Folds folds;
  @Autowired private Snapshots snapshots;
  @Autowired private Upcasters upcasters;
  @Autowired private ForgettingSubjects forgetting;
  @Autowired private Housekeeping housekeeping;
  @Autowired private JdbcClient database;

  private final StreamName stream = streamOf("anything");

  @Test
  void snapshotsNeverChangeAnAnswer() {
    fill(stream, 130);
    FoldingStreams folding = folding(7, DataSize.ofMegabytes(1));
    List<String> scratch =
        LongStream.rangeClosed(0, 130).mapToObj(version -> fromScratch(stream, version)).toList();

    // In any order, so that each is folded from whatever snapshots those before have left.
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(0, 130).boxed().toList());
    Collections.shuffle(order, new Random(1));
    order.forEach(
        version -> assertThat(at(folding, stream, version)).isEqualTo(scratch.get(version)));

    assertThat(countSnapshots(stream)).isEqualTo(18);
    snapshots.forget(stream);
    for (int version = 130; version >= 0; version--) {
      assertThat(at(folding, stream, version)).isEqualTo(scratch.get(version));
    }
  }

  @Test
  void timesAreAnsweredWithSnapshotsAsWithout() {
    for (int number = 0; number < 30; number++) {
      fill(stream, 1);
    }
    FoldingStreams folding = folding(4, DataSize.ofMegabytes(1));
    at(folding, stream, 30);

    for (RecordedEvent event : log.read(stream, StreamRange.from(1), 100).events()) {
      StreamState state = state(folding, stream, new Moment.AtTime(event.recordedAt()));
      assertThat(state.version()).isGreaterThanOrEqualTo(event.version());
      assertThat(text(state)).isEqualTo(fromScratch(stream, state.version()));
      StreamState before =
          state(folding, stream, new Moment.AtTime(event.recordedAt().minusNanos(1_000)));
      assertThat(before.version()).isLessThan(event.version());
      assertThat(text(before)).isEqualTo(fromScratch(stream, before.version()));
    }
    assertThat(state(folding, stream, new Moment.AtTime(Instant.EPOCH)).version()).isZero();
  }

  @Test
  void aSnapshotOfAnotherFoldVersionIsNotUsed() {
    fill(stream, 10);
    Fold usual = folds.of(stream);
    database
        .sql(
            """
            insert into stream_snapshots (stream, fold, fold_version, upcasters, version, recorded_at, last_type, state)
            values (:stream, :fold, :version, :upcasters, 10, now(), 'x', '{"wrong":1}')
            """)
        .param("stream", stream.value())
        .param("fold", usual.name())
        .param("version", usual.version() + 1)
        .param("upcasters", upcasters.fingerprint())
        .update();

    assertThat(at(folding(100, DataSize.ofMegabytes(1)), stream, 10))
        .isEqualTo(fromScratch(stream, 10));
  }

  @Test
  void aSnapshotMadeWithOtherUpcastersIsNotUsed() {
    fill(stream, 10);
    FoldingStreams before = folding(3, DataSize.ofMegabytes(1));
    String old = at(before, stream, 10);
    String type = log.read(stream, StreamRange.from(1), 1).events().getFirst().type();
    Upcasters others =
        new Upcasters(List.of(Step.of(type, 1, type, data -> data.put("upcast", true))));
    FoldingStreams after =
        folding(
            new UpcastingEventLog(log, others), SnapshotsFixture.snapshots(database, others), 3);

    assertThat(state(after, stream, new Moment.AtVersion(10)).state().path("upcast").asBoolean())
        .isTrue();
    assertThat(at(after, stream, 1)).contains("\"upcast\":true");
    assertThat(at(before, stream, 10)).as("which has its own").isEqualTo(old);
    assertThat(countSnapshots(stream)).isEqualTo(6);
  }

  @Test
  void aSnapshotThatHidesASubjectIsUsedUntilThatIsForgotten() {
    SubjectId one = new SubjectId("user/" + anyEventId());
    SubjectId other = new SubjectId("user/" + anyEventId());
    for (int number = 0; number < 4; number++) {
      log.append(
          Append.of(List.of(personal(one, "one" + number), personal(other, "other" + number))));
    }
    FoldingStreams folding = folding(2, DataSize.ofMegabytes(1));
    String hidden = at(folding, stream, 8);
    assertThat(hidden).isEqualTo(fromScratch(stream, 8)).contains("hidden");
    Snapshot stale = latest(8).orElseThrow();

    forgetting.forget(one, "key/test");

    assertThat(latest(8)).as("none of use").isEmpty();
    for (int version = 0; version <= 8; version++) {
      assertThat(at(folding, stream, version)).isEqualTo(fromScratch(stream, version));
    }
    assertThat(at(folding, stream, 8)).contains("forgotten", "hidden");
    assertThat(latest(8)).as("made anew").isPresent();
    // As a replica does that has the key in memory for some seconds more.
    snapshots.keep(stream, folds.of(stream), stale);
    assertThat(at(folding, stream, 8)).isEqualTo(fromScratch(stream, 8)).contains("forgotten");
  }

  @Test
  void aSnapshotIsNotKeptIfItHidesTooManySubjects() {
    List<NewEvent> events = new ArrayList<>();
    for (int number = 0; number < Snapshot.MOST_HIDDEN + 200; number++) {
      events.add(personal(new SubjectId("user/" + anyEventId()), "value"));
    }
    log.append(Append.of(events));

    at(folding(100, DataSize.ofMegabytes(1)), stream, events.size());

    assertThat(latest(events.size()).orElseThrow().version()).isEqualTo(Snapshot.MOST_HIDDEN);
  }

  private Optional<Snapshot> latest(long version) {
    return snapshots.latest(
        stream, folds.of(stream), version, Instant.parse("9999-01-01T00:00:00Z"));
  }

  private NewEvent personal(SubjectId subject, String field) {
    return new NewEvent(
        anyEventId(),
        stream,
        "personal.v1",
        "test",
        null,
        null,
        null,
        null,
        json("{\"" + field + "\":\"secret\"}"),
        1,
        Set.of(),
        new Personal(subject.value(), Set.of("/" + field)));
  }

  @Test
  void aLongStreamIsFoldedPageByPage() {
    for (int batch = 0; batch < MANY / 500; batch++) {
      log.append(Append.of(numbered(stream, batch * 500, 500)));
    }
    FoldingStreams folding = folding(200, DataSize.ofMegabytes(1));

    StreamState state = state(folding, stream, new Moment.Latest());

    assertThat(state.version()).isEqualTo(MANY);
    assertThat(state.state().path("last").asInt()).isEqualTo(MANY - 1);
    assertThat(countSnapshots(stream)).isEqualTo(MANY / 200);
    assertThat(at(folding, stream, MANY / 2 + 3)).contains("\"last\":" + (MANY / 2 + 2));
  }

  @Test
  void aStateThatGrowsTooLargeIsRefusedFromThereOnWithAndWithoutSnapshots() {
    for (int number = 0; number < 20; number++) {
      log.append(
          Append.of(
              List.of(
                  event(
                      anyEventId(),
                      stream,
                      "{\"f%d\":\"%s\"}".formatted(number, "x".repeat(1_000))))));
    }
    // The removal makes it small again; it stays refused, as on the way it was too large.
    log.append(Append.of(List.of(event(anyEventId(), stream, "{\"f0\":null,\"f1\":null}"))));
    FoldingStreams folding = folding(3, DataSize.ofBytes(10_500));

    StateOutcome refused = folding.state(stream, new Moment.Latest());

    assertThat(refused).isEqualTo(new StateOutcome.TooLarge(11));
    assertThat(folding.state(stream, new Moment.Latest())).isEqualTo(refused);
    assertThat(folding.state(stream, new Moment.AtVersion(10)))
        .isInstanceOf(StateOutcome.Folded.class);
    snapshots.forget(stream);
    assertThat(folding.state(stream, new Moment.Latest())).isEqualTo(refused);
  }

  @Test
  void snapshotsExpire() {
    fill(stream, 20);
    at(folding(10, DataSize.ofMegabytes(1)), stream, 20);
    assertThat(countSnapshots(stream)).isEqualTo(2);
    database
        .sql(
            """
            update stream_snapshots set taken_at = taken_at - interval '31 days'
             where stream = :stream and version = 10
            """)
        .param("stream", stream.value())
        .update();

    housekeeping.run();

    assertThat(countSnapshots(stream)).isEqualTo(1);
  }

  @Test
  void numbersStayAsTheyAre() {
    log.append(
        Append.of(
            List.of(
                event(
                    anyEventId(),
                    stream,
                    "{\"a\":123456789012345678901234.5,\"b\":1.0,\"c\":1e-7,\"d\":12345678901234567890}"))));
    FoldingStreams folding = folding(1, DataSize.ofMegabytes(1));

    String first = at(folding, stream, 1);

    assertThat(countSnapshots(stream)).isEqualTo(1);
    assertThat(at(folding, stream, 1)).isEqualTo(first);
  }

  @Test
  void aConversationIsFoldedByItsOwnFold() {
    ConversationFixture conversation =
        new ConversationFixture("maths")
            .answered("0.000123")
            .failed()
            .abstained()
            .after(Duration.ofMinutes(1))
            .answered("0.1");
    log.append(Append.of(conversation.events()));
    FoldingStreams folding = folding(5, DataSize.ofMegabytes(1));

    StreamState state = state(folding, conversation.stream(), new Moment.Latest());

    ObjectNode totals = (ObjectNode) state.state().path("totals");
    assertThat(state.fold().name()).isEqualTo("conversation");
    assertThat(totals.path("received").asInt()).isEqualTo(4);
    assertThat(totals.path("routed").asInt()).isEqualTo(3);
    assertThat(totals.path("answered").asInt()).isEqualTo(2);
    assertThat(totals.path("failed").asInt()).isEqualTo(1);
    assertThat(totals.path("abstained").asInt()).isEqualTo(1);
    assertThat(totals.path("input_tokens").asInt()).isEqualTo(48);
    assertThat(totals.path("cost_usd").asString()).isEqualTo("0.200246");
    assertThat(state.state().path("last_agent_id").asString()).isEqualTo("maths");
    assertThat(
            state.state().path("messages").valueStream().map(one -> one.path("status").asString()))
        .containsExactly("answered", "failed", "abstained", "answered");
    assertThat(state.state().toString()).doesNotContain("ada", "Forty-two");
    at(folding, conversation.stream(), 7);
    assertThat(text(state(folding, conversation.stream(), new Moment.Latest())))
        .isEqualTo(text(state));
  }

  private FoldingStreams folding(EventLog other, Snapshots itsSnapshots, int snapshotEvery) {
    return new FoldingStreams(
        other,
        folds,
        itsSnapshots,
        new StateProperties(
            snapshotEvery,
            Duration.ofDays(1),
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1),
            50));
  }

  private FoldingStreams folding(int snapshotEvery, DataSize maxSize) {
    return new FoldingStreams(
        log,
        folds,
        snapshots,
        new StateProperties(
            snapshotEvery, Duration.ofDays(1), DataSize.ofMegabytes(1), maxSize, 50));
  }

  private void fill(StreamName name, int count) {
    Random random = new Random(count);
    List<NewEvent> events = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String value =
          switch (random.nextInt(5)) {
            case 0 -> "null";
            case 1 -> "{\"in\":" + random.nextInt() + ",\"out\":null}";
            case 2 -> "[1,{\"x\":" + random.nextDouble() + "}]";
            default -> Integer.toString(random.nextInt());
          };
      events.add(event(anyEventId(), name, "{\"m" + random.nextInt(6) + "\":" + value + "}"));
    }
    log.append(Append.of(events));
  }

  private static List<NewEvent> numbered(StreamName name, int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(
            number ->
                event(
                    anyEventId(),
                    name,
                    "{\"last\":%d,\"m%d\":%d}".formatted(number, number % 50, number)))
        .toList();
  }

  private String fromScratch(StreamName name, long version) {
    Fold fold = folds.of(name);
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    for (RecordedEvent event : log.read(name, StreamRange.from(1), 1_000).events()) {
      if (event.version() <= version) {
        fold.apply(state, event);
      }
    }
    return state.toString();
  }

  private static String at(FoldingStreams folding, StreamName name, long version) {
    StreamState state = state(folding, name, new Moment.AtVersion(version));
    assertThat(state.version()).isEqualTo(version);
    return text(state);
  }

  private static StreamState state(FoldingStreams folding, StreamName name, Moment moment) {
    return ((StateOutcome.Folded) folding.state(name, moment)).state();
  }

  private static String text(StreamState state) {
    return state.state().toString();
  }

  private int countSnapshots(StreamName name) {
    return database
        .sql("select count(*) from stream_snapshots where stream = :stream")
        .param("stream", name.value())
        .query(Integer.class)
        .single();
  }
}
