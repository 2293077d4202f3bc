package dev.signalbox.eventstore.log;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static dev.signalbox.eventstore.log.testing.EventFixtures.ofType;
import static dev.signalbox.eventstore.log.testing.EventFixtures.streamOf;
import static dev.signalbox.eventstore.log.testing.EventFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.testing.TailingReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event log must do. Each test must fail for one that does nothing. */
public abstract class EventLogContract {

  private static final int WRITERS = 8;

  protected abstract EventLog log();

  @Test
  void numbersTheEventsOfAStreamFromOne() {
    StreamName stream = anyStream();

    List<Place> first = append(Append.to(stream, ExpectedVersion.noStream(), events(stream, 2)));
    List<Place> second = append(Append.to(stream, ExpectedVersion.exactly(2), events(stream, 1)));

    assertThat(first).extracting(Place::version).containsExactly(1L, 2L);
    assertThat(second).extracting(Place::version).containsExactly(3L);
    assertThat(log().version(stream)).hasValue(3);
  }

  @Test
  void givesBackEverythingThatWasSaidAboutAnEvent() {
    StreamName stream = anyStream();
    NewEvent said =
        new NewEvent(
            anyEventId(),
            stream,
            "signalbox.test.happened.v1",
            "routing-service",
            Instant.parse("2026-11-20T10:00:00.123456Z"),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            anyEventId(),
            json("{\"tenant\":\"a\"}"),
            json("{\"amount\":1.10,\"text\":\"Grüße 🚦\",\"none\":null}"),
            3,
            Set.of("user:7", "a \"quoted\" \\ one, two", "null"));

    Place place = append(Append.of(List.of(said))).getFirst();

    assertThat(log().read(stream, StreamRange.from(1), 10).events())
        .containsExactly(
            new RecordedEvent(
                said.id(),
                stream,
                1,
                place.checkpoint(),
                said.type(),
                said.source(),
                Instant.parse("2026-11-20T10:00:00.123456Z"),
                place.recordedAt(),
                said.traceparent(),
                said.causationId(),
                json("{\"tenant\":\"a\"}"),
                json("{\"amount\":1.10,\"text\":\"Grüße 🚦\",\"none\":null}"),
                3,
                Set.of("user:7", "a \"quoted\" \\ one, two", "null")));
  }

  @Test
  void readsAStreamBackwards() {
    StreamName stream = anyStream();
    append(Append.of(events(stream, 5)));

    Page last = log().read(stream, StreamRange.backwards(), 2);
    Page first = log().read(stream, StreamRange.backFrom(2), 2);

    assertThat(last.events()).extracting(RecordedEvent::version).containsExactly(5L, 4L);
    assertThat(last.more()).isTrue();
    assertThat(first.events()).extracting(RecordedEvent::version).containsExactly(2L, 1L);
    assertThat(first.more()).isFalse();
  }

  @Test
  void readsAStreamAsItWas() {
    StreamName stream = anyStream();
    Place first = append(Append.of(events(stream, 2))).getFirst();
    Place second = append(Append.of(events(stream, 1))).getFirst();

    assertThat(
            log().read(stream, StreamRange.from(1).asOf(first.recordedAt().minusNanos(1000)), 10))
        .isEqualTo(new Page(List.of(), false));
    assertThat(log().read(stream, StreamRange.from(1).asOf(first.recordedAt()), 10).events())
        .extracting(RecordedEvent::version)
        .containsExactly(1L, 2L);
    assertThat(log().read(stream, StreamRange.backwards().asOf(second.recordedAt()), 2).events())
        .extracting(RecordedEvent::version)
        .containsExactly(3L, 2L);
  }

  @Test
  void readsWhatHasATag() {
    Checkpoint start = TailingReader.atEndOf(log()).checkpoint();
    StreamName stream = anyStream();
    String tag = "order:" + anyEventId();
    append(Append.of(List.of(tagged(stream, "a.v1", tag, "other"), anyEvent(stream))));
    append(Append.of(List.of(tagged(streamOf("attempt"), "b.v1", tag))));

    assertThat(log().after(start, Selection.tag(tag), 10).events())
        .extracting(RecordedEvent::type)
        .containsExactly("a.v1", "b.v1");
    assertThat(log().after(start, new Selection(null, "b.v1", tag), 10).events())
        .extracting(RecordedEvent::type)
        .containsExactly("b.v1");
    assertThat(log().after(start, new Selection("conversation", null, tag), 10).events())
        .extracting(RecordedEvent::type)
        .containsExactly("a.v1");
  }

  @Test
  void refusesWhatAConditionExcludesAfterItsPlace() {
    StreamName stream = anyStream();
    String seat = "seat:" + anyEventId();
    String show = "show:" + anyEventId();
    Checkpoint start = TailingReader.atEndOf(log()).checkpoint();
    NewEvent booked = tagged(stream, "booked.v1", seat, show);
    append(Append.of(List.of(booked)));
    Checkpoint read = TailingReader.atEndOf(log()).checkpoint();

    assertThat(bookingAfter(start, new Match(Set.of(), Set.of(seat))))
        .isEqualTo(new AppendOutcome.Overtaken(booked.id()));
    assertThat(bookingAfter(start, new Match(Set.of("booked.v1"), Set.of(seat, show))))
        .isEqualTo(new AppendOutcome.Overtaken(booked.id()));
    assertThat(bookingAfter(start, new Match(Set.of("booked.v1"), Set.of())))
        .isEqualTo(new AppendOutcome.Overtaken(booked.id()));
    assertThat(bookingAfter(read, new Match(Set.of("booked.v1"), Set.of(seat))))
        .isInstanceOf(AppendOutcome.Appended.class);
    assertThat(bookingAfter(start, new Match(Set.of("cancelled.v1"), Set.of(seat))))
        .isInstanceOf(AppendOutcome.Appended.class);
    assertThat(bookingAfter(start, new Match(Set.of(), Set.of(seat, "row:" + anyEventId()))))
        .isInstanceOf(AppendOutcome.Appended.class);
  }

  @Test
  void answersARepeatedConditionalAppendLikeTheFirst() {
    StreamName stream = anyStream();
    String seat = "seat:" + anyEventId();
    Checkpoint start = TailingReader.atEndOf(log()).checkpoint();
    Append append =
        Append.of(List.of(tagged(stream, "booked.v1", seat)))
            .provided(new Condition(List.of(new Match(Set.of(), Set.of(seat))), start));
    List<Place> places = append(append);

    assertThat(log().append(append)).isEqualTo(new AppendOutcome.Repeated(places));
  }

  @Test
  void letsOneOfManyWritersPassTheSameCondition() throws Exception {
    String seat = "seat:" + anyEventId();
    Condition free =
        new Condition(
            List.of(new Match(Set.of("booked.v1"), Set.of(seat))),
            TailingReader.atEndOf(log()).checkpoint());

    List<AppendOutcome> outcomes =
        atOnce(
            () ->
                log()
                    .append(
                        Append.of(List.of(tagged(anyStream(), "booked.v1", seat))).provided(free)));

    assertThat(outcomes).filteredOn(AppendOutcome.Appended.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(AppendOutcome.Overtaken.class::isInstance).hasSize(WRITERS - 1);
  }

  @Test
  void knowsHowFarItCanBeRead() {
    Place place = append(Append.of(events(anyStream(), 2))).getLast();

    LogHead head = log().head();

    assertThat(head.checkpoint()).isGreaterThanOrEqualTo(place.checkpoint());
    assertThat(head.heldBack()).isZero();
    assertThat(head.heldBackBy()).isEmpty();
  }

  @Test
  void anEventWithoutATimeHappenedWhenItWasRecorded() {
    StreamName stream = anyStream();

    append(Append.of(List.of(anyEvent(stream))));

    assertThat(log().read(stream, StreamRange.from(1), 10).events())
        .singleElement()
        .satisfies(event -> assertThat(event.occurredAt()).isEqualTo(event.recordedAt()));
  }

  @Test
  void refusesAWrongVersionAndNamesTheRealOne() {
    StreamName stream = anyStream();
    append(Append.of(events(stream, 2)));

    AppendOutcome outcome =
        log().append(Append.to(stream, ExpectedVersion.exactly(1), events(stream, 1)));

    assertThat(outcome).isEqualTo(new AppendOutcome.WrongVersion(stream, 2));
    assertThat(log().version(stream)).hasValue(2);
    assertThat(log().read(stream, StreamRange.from(1), 10).events()).hasSize(2);
  }

  @Test
  void expectsNoStream() {
    StreamName stream = anyStream();
    Append append = Append.to(stream, ExpectedVersion.noStream(), events(stream, 1));
    append(append);

    assertThat(log().append(Append.to(stream, ExpectedVersion.noStream(), events(stream, 1))))
        .isEqualTo(new AppendOutcome.WrongVersion(stream, 1));
  }

  @Test
  void expectsThatAStreamExists() {
    StreamName stream = anyStream();

    assertThat(log().append(Append.to(stream, ExpectedVersion.exists(), events(stream, 1))))
        .isEqualTo(new AppendOutcome.WrongVersion(stream, 0));
    append(Append.of(events(stream, 1)));
    assertThat(append(Append.to(stream, ExpectedVersion.exists(), events(stream, 1))))
        .extracting(Place::version)
        .containsExactly(2L);
  }

  @Test
  void expectsNothing() {
    StreamName stream = anyStream();

    append(Append.to(stream, ExpectedVersion.any(), events(stream, 1)));

    assertThat(append(Append.to(stream, ExpectedVersion.any(), events(stream, 1))))
        .extracting(Place::version)
        .containsExactly(2L);
  }

  @Test
  void appendsToSeveralStreamsInTheOrderGiven() {
    StreamName one = anyStream();
    StreamName other = streamOf("attempt");

    List<Place> places = append(Append.of(List.of(anyEvent(one), anyEvent(other), anyEvent(one))));

    assertThat(places).extracting(Place::stream).containsExactly(one, other, one);
    assertThat(places).extracting(Place::version).containsExactly(1L, 1L, 2L);
    assertThat(places).extracting(Place::checkpoint).isSorted();
  }

  @Test
  void recordsNothingIfOneOfSeveralStreamsIsNotAsExpected() {
    StreamName one = anyStream();
    StreamName other = streamOf("attempt");
    append(Append.of(events(other, 1)));

    AppendOutcome outcome =
        log()
            .append(
                new Append(
                    List.of(
                        new Expectation(one, ExpectedVersion.noStream()),
                        new Expectation(other, ExpectedVersion.noStream())),
                    List.of(anyEvent(one), anyEvent(other))));

    assertThat(outcome).isEqualTo(new AppendOutcome.WrongVersion(other, 1));
    assertThat(log().version(one)).isEmpty();
    assertThat(log().read(one, StreamRange.from(1), 10).events()).isEmpty();
  }

  @Test
  void answersARepeatedAppendLikeTheFirst() {
    StreamName stream = anyStream();
    Append append = Append.to(stream, ExpectedVersion.noStream(), events(stream, 2));
    List<Place> places = append(append);
    append(Append.of(events(stream, 1)));

    assertThat(log().append(append)).isEqualTo(new AppendOutcome.Repeated(places));
    assertThat(log().version(stream)).hasValue(3);
  }

  @Test
  void refusesAnotherEventUnderAnIdThatIsTaken() {
    StreamName stream = anyStream();
    String id = anyEventId();
    append(Append.of(List.of(event(id, stream, "{\"text\":\"one\"}"))));

    assertThat(log().append(Append.of(List.of(event(id, stream, "{\"text\":\"other\"}")))))
        .isEqualTo(new AppendOutcome.IdTaken(id));
    assertThat(log().append(Append.of(List.of(event(id, anyStream(), "{\"text\":\"one\"}")))))
        .isEqualTo(new AppendOutcome.IdTaken(id));
    assertThat(log().version(stream)).hasValue(1);
  }

  @Test
  void refusesAnAppendOfWhichOnlyAPartIsRepeated() {
    StreamName stream = anyStream();
    NewEvent known = anyEvent(stream);
    append(Append.of(List.of(known)));

    assertThat(log().append(Append.of(List.of(known, anyEvent(stream)))))
        .isEqualTo(new AppendOutcome.IdTaken(known.id()));
    assertThat(log().version(stream)).hasValue(1);
  }

  @Test
  void takesTheSameJsonInAnotherOrderForARepetition() {
    StreamName stream = anyStream();
    String id = anyEventId();
    append(Append.of(List.of(event(id, stream, "{\"a\":1,\"b\":2}"))));

    assertThat(log().append(Append.of(List.of(event(id, stream, "{\"b\":2, \"a\":1}")))))
        .isInstanceOf(AppendOutcome.Repeated.class);
  }

  @Test
  void refusesWhatItCannotStore() {
    StreamName stream = anyStream();

    assertThat(
            log()
                .append(
                    Append.of(
                        List.of(
                            anyEvent(stream),
                            event(anyEventId(), stream, "{\"text\":\"\\u0000\"}")))))
        .isInstanceOf(AppendOutcome.Unstorable.class);
    assertThat(log().version(stream)).isEmpty();
  }

  @Test
  void readsAStreamInPages() {
    StreamName stream = anyStream();
    append(Append.of(events(stream, 5)));

    Page first = log().read(stream, StreamRange.from(1), 2);
    Page last = log().read(stream, StreamRange.from(4), 2);

    assertThat(first.events()).extracting(RecordedEvent::version).containsExactly(1L, 2L);
    assertThat(first.more()).isTrue();
    assertThat(last.events()).extracting(RecordedEvent::version).containsExactly(4L, 5L);
    assertThat(last.more()).isFalse();
    assertThat(log().read(stream, StreamRange.from(6), 2).events()).isEmpty();
  }

  @Test
  void readsTheLogFromACheckpointOn() {
    TailingReader reader = TailingReader.atEndOf(log());
    StreamName one = anyStream();
    StreamName other = anyStream();
    append(Append.of(events(one, 1)));
    append(Append.of(events(other, 1)));
    List<Place> places = append(Append.of(events(one, 2)));

    assertThat(reader.catchUp())
        .extracting(RecordedEvent::stream)
        .containsExactly(one, other, one, one);
    assertThat(log().after(places.getFirst().checkpoint(), Selection.ALL, 10).events())
        .extracting(RecordedEvent::checkpoint)
        .containsExactly(places.getLast().checkpoint());
    assertThat(log().after(places.getLast().checkpoint(), Selection.ALL, 10).more()).isFalse();
  }

  @Test
  void readsOneCategoryOrOneTypeOfTheLog() {
    Checkpoint start = TailingReader.atEndOf(log()).checkpoint();
    StreamName conversation = anyStream();
    StreamName attempt = streamOf("attempt");
    append(Append.of(List.of(ofType("a.v1", conversation), ofType("b.v1", conversation))));
    append(Append.of(List.of(ofType("b.v1", attempt))));

    assertThat(log().after(start, Selection.category("attempt"), 10).events())
        .extracting(RecordedEvent::stream)
        .containsExactly(attempt);
    assertThat(log().after(start, Selection.type("b.v1"), 10).events())
        .extracting(RecordedEvent::stream)
        .containsExactly(conversation, attempt);
    assertThat(log().after(start, new Selection("conversation", "b.v1", null), 10).events())
        .extracting(RecordedEvent::type)
        .containsExactly("b.v1");
  }

  @Test
  void letsOneOfManyWritersWinAVersion() throws Exception {
    StreamName stream = anyStream();

    List<AppendOutcome> outcomes =
        atOnce(
            () -> log().append(Append.to(stream, ExpectedVersion.noStream(), events(stream, 1))));

    assertThat(outcomes).filteredOn(AppendOutcome.Appended.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(new AppendOutcome.WrongVersion(stream, 1)::equals)
        .hasSize(WRITERS - 1);
  }

  @Test
  void recordsAnEventOnceThatManyWritersAppend() throws Exception {
    StreamName stream = anyStream();
    Append append = Append.of(events(stream, 1));

    List<AppendOutcome> outcomes = atOnce(() -> log().append(append));

    assertThat(outcomes).filteredOn(AppendOutcome.Appended.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(AppendOutcome.Repeated.class::isInstance).hasSize(WRITERS - 1);
    assertThat(log().version(stream)).hasValue(1);
  }

  @Test
  void givesAnIdToOneOfManyStreams() throws Exception {
    String id = anyEventId();

    List<AppendOutcome> outcomes =
        atOnce(() -> log().append(Append.of(List.of(event(id, anyStream(), "{}")))));

    assertThat(outcomes).filteredOn(AppendOutcome.Appended.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(new AppendOutcome.IdTaken(id)::equals).hasSize(WRITERS - 1);
  }

  @Test
  void leavesNoGapsWhenManyWritersAppend() throws Exception {
    StreamName stream = anyStream();

    atOnce(() -> log().append(Append.of(events(stream, 3))));

    assertThat(log().read(stream, StreamRange.from(1), 100).events())
        .extracting(RecordedEvent::version)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, WRITERS * 3).mapToObj(Long::valueOf).toList());
  }

  private AppendOutcome bookingAfter(Checkpoint checkpoint, Match none) {
    return log()
        .append(
            Append.of(List.of(tagged(anyStream(), "other.v1")))
                .provided(new Condition(List.of(none), checkpoint)));
  }

  protected final List<Place> append(Append append) {
    AppendOutcome outcome = log().append(append);
    assertThat(outcome).isInstanceOf(AppendOutcome.Appended.class);
    List<Place> places = ((AppendOutcome.Appended) outcome).places();
    assertThat(places)
        .extracting(Place::eventId)
        .containsExactlyElementsOf(append.events().stream().map(NewEvent::id).toList());
    return places;
  }

  private static List<AppendOutcome> atOnce(Callable<AppendOutcome> writer)
      throws InterruptedException, ExecutionException {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<AppendOutcome>> outcomes =
          writers.invokeAll(IntStream.range(0, WRITERS).mapToObj(number -> writer).toList());
      return outcomes.stream().map(Future::resultNow).toList();
    }
  }
}
