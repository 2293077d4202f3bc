package dev.signalbox.streaming.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.meter.SliceRecords.Intent;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class RecordAttemptsIntegrationTests extends StreamingServiceTest {

  private static final AttemptEnd COMPLETED =
      new AttemptEnd(Outcome.COMPLETED, null, null, new Usage.Estimated(TokenBuckets.of(100, 200)));

  @Autowired Meter meter;
  @Autowired Attempts attempts;
  @Autowired Reservations reservations;
  @Autowired SliceRecords slices;
  @Autowired Events events;
  @Autowired Outbox outbox;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;

  private final String requestId = IdKind.REQUEST.next();
  private RecordAttempts record;
  private AttemptEvents words;

  @BeforeEach
  void record() {
    words = new AttemptEvents(events);
    record =
        new RecordAttempts(
            attempts,
            reservations,
            words,
            outbox,
            new TransactionTemplate(transactions),
            Duration.ofSeconds(30));
  }

  @Test
  void beginningsAndEndsOfSeveralAttemptsGoTogether() {
    Entry.Beginning first = beginning(List.of("a", "b, \"c\""), Reserved.NOTHING);
    assertThat(record.one(first)).isInstanceOf(Recorded.Begun.class);
    Entry.Beginning second = beginning(List.of(), Reserved.NOTHING);
    Entry.Ending end = ending(first);

    List<Recorded> recorded = record.all(List.of(second, end));

    assertThat(recorded).hasExactlyElementsOfTypes(Recorded.Begun.class, Recorded.Ended.class);
    assertThat(statuses()).containsExactly("completed", "running");
    assertThat(recorded.getFirst()).isEqualTo(new Recorded.Begun(admittedAt(second)));
    Event started = recorded(first.event().id());
    assertThat(started.data().path("tags").values().stream().map(JsonNode::asString))
        .containsExactly("a", "b, \"c\"");
    assertThat(Instant.parse(recorded(second.event().id()).data().path("admitted_at").asString()))
        .isEqualTo(admittedAt(second));
    assertThat(recorded(end.event().id()).causationId()).isEqualTo(first.event().id());
    assertThat(
            database
                .sql("SELECT tags FROM attempt WHERE attempt_id = ?")
                .param(first.facts().id())
                .query((row, number) -> List.of((String[]) row.getArray(1).getArray()))
                .single())
        .containsExactly("a", "b, \"c\"");
  }

  @Test
  void anAttemptWhoseReservationHasLapsedIsWithdrawnAndTheOthersAreNot() {
    String lease = IdKind.LEASE.next();
    String closed = IdKind.LEASE.next();
    slices.intend(
        List.of(new Intent(lease, "bud", "v"), new Intent(closed, "bud", "v")),
        List.of(),
        Duration.ofHours(1));
    slices.close(List.of(closed));
    Entry.Beginning lapsed = beginning(List.of(), reserved(lease, closed));
    Entry.Beginning good = beginning(List.of(), reserved(lease));

    assertThat(record.all(List.of(lapsed, good)))
        .hasExactlyElementsOfTypes(Recorded.Lapsed.class, Recorded.Begun.class);

    assertThat(statuses()).containsExactly("running");
    assertThat(
            database
                .sql("SELECT attempt_id FROM attempt_reservation WHERE lease_id = ?")
                .param(lease)
                .query(String.class)
                .list())
        .containsExactly(good.facts().id());
    recorded(good.event().id());
    assertThat(recorded.all(Topics.USAGE))
        .noneMatch(event -> event.id().equals(lapsed.event().id()));
  }

  @Test
  void anEndThatIsOnRecordAlreadyIsNotToldAgain() {
    Entry.Beginning attempt = beginning(List.of(), Reserved.NOTHING);
    record.one(attempt);
    Entry.Ending end = ending(attempt);
    Entry.Ending again = ending(attempt);
    record.one(end);
    Entry.Beginning later = beginning(List.of(), Reserved.NOTHING);

    record.all(List.of(again, later));

    recorded(later.event().id());
    assertThat(recorded.all(Topics.USAGE))
        .anyMatch(event -> event.id().equals(end.event().id()))
        .noneMatch(event -> event.id().equals(again.event().id()));
  }

  @Test
  void oneThatCannotBeRecordedDoesNoHarmToThoseBesideIt() throws Exception {
    List<Future<RunningAttempt>> good = new ArrayList<>();
    List<Future<RunningAttempt>> bad = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < 40; number++) {
        good.add(threads.submit(() -> start("gpt-4")));
        bad.add(threads.submit(() -> start("gpt\0")));
      }
    }

    for (Future<RunningAttempt> attempt : good) {
      meter.end(attempt.get(), COMPLETED);
    }
    for (Future<RunningAttempt> attempt : bad) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(attempt::get)
          .withCauseInstanceOf(MeterUnavailableException.class);
    }
    assertThat(statuses()).hasSize(40).containsOnly("completed");
  }

  private RunningAttempt start(String model) {
    return meter.start(attempted(model), origin(List.of()), Reserved.NOTHING);
  }

  private Entry.Beginning beginning(List<String> tags, Reserved reserved) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    AttemptFacts facts =
        new AttemptFacts(
            IdKind.ATTEMPT.next(),
            attempted("gpt-4"),
            origin(tags),
            now,
            now,
            MeterEvents.ReservedAmount.of(reserved.reservations()));
    return new Entry.Beginning(facts, reserved, words.started(facts));
  }

  private Entry.Ending ending(Entry.Beginning begun) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new Entry.Ending(
        begun.facts().id(),
        COMPLETED,
        now,
        words.ended(begun.facts(), COMPLETED, now, begun.event().id()));
  }

  private static Attempted attempted(String model) {
    return new Attempted("openai", model, model, "chat", false, true, 11);
  }

  private Origin origin(List<String> tags) {
    return new Origin(requestId, null, null, null, null, "key_test", null, null, tags);
  }

  private static Reserved reserved(String... leases) {
    List<Reservation> all = new ArrayList<>();
    for (String lease : leases) {
      all.add(
          new Reservation(
              lease,
              "bud",
              "v",
              "tokens",
              BigDecimal.ONE,
              Instant.parse("2020-01-01T00:00:00Z"),
              Instant.parse("2100-01-01T00:00:00Z")));
    }
    return new Reserved(all);
  }

  private Event recorded(String eventId) {
    return recorded.awaitEvent(Topics.USAGE, event -> event.id().equals(eventId));
  }

  private List<String> statuses() {
    return database
        .sql("SELECT status FROM attempt WHERE request_id = ? ORDER BY attempt_id")
        .param(requestId)
        .query(String.class)
        .list();
  }

  private Instant admittedAt(Entry.Beginning attempt) {
    return database
        .sql("SELECT admitted_at FROM attempt WHERE attempt_id = ?")
        .param(attempt.facts().id())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }
}
