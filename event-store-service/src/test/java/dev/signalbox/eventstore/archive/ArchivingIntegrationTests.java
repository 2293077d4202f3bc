package dev.signalbox.eventstore.archive;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static dev.signalbox.eventstore.log.testing.EventFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.eventstore.archive.Archive.State;
import dev.signalbox.eventstore.archive.file.DirectoryStore;
import dev.signalbox.eventstore.archive.postgres.StoredMonths;
import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.audit.Audits;
import dev.signalbox.eventstore.audit.Finding;
import dev.signalbox.eventstore.audit.StoredRow;
import dev.signalbox.eventstore.audit.postgres.StoredAudit;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log with events of March and April 2025 and of today, of which the last of March and the first
 * of April are the other way round in the order of the log.
 */
class ArchivingIntegrationTests {

  private static final YearMonth MARCH = YearMonth.of(2025, 3);
  private static final YearMonth APRIL = YearMonth.of(2025, 4);
  private static final StreamName OLD = new StreamName("conversation/old");
  private static final StreamName LONG = new StreamName("conversation/long");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ArchiveMetrics metrics = new ArchiveMetrics(registry);
  private Path directory;
  private LogSchema schema;
  private EventLog log;
  private StoredMonths stored;
  private Auditing.On audit;
  private List<RecordedEvent> before;
  private List<StoredRow> rowsBefore;

  @BeforeEach
  void makeAnOldLog(@TempDir Path files) {
    directory = files;
    schema = LogSchema.create("event_store_archiving");
    log = Logs.in(schema.dataSource());
    stored = StoredMonths.in(schema);
    log.append(Append.of(events(OLD, 8)));
    log.append(Append.of(List.of(event(anyEventId(), LONG, "null"))));
    log.append(
        Append.of(List.of(event(anyEventId(), LONG, "{\"n\":1.10,\"e\":1e3,\"t\":\"\\\"é\"}"))));
    log.append(Append.of(List.of(tagged(LONG, "signalbox.test.tagged.v1", "a:1", "b \"x\""))));
    log.append(Append.of(events(LONG, 7)));
    log.append(Append.of(events(LONG, 5)));
    List<RecordedEvent> all = log.after(Checkpoint.START, Selection.ALL, 100).events();
    schema
        .database()
        .sql("select ensure_event_partition('2025-03-15Z'), ensure_event_partition('2025-04-15Z')")
        .query()
        .listOfRows();
    for (int index = 0; index < 18; index++) {
      // 0 to 9 in March and 10 to 17 in April, but for 9 and 10.
      boolean march = index < 9 || index == 10;
      schema.asSuperuser(
          "update events set recorded_at = '2025-%s 12:00:00.%06dZ' where event_id = '%s'"
              .formatted(march ? "03-31" : "04-01", index, all.get(index).id()));
    }
    before = log.after(Checkpoint.START, Selection.ALL, 100).events();
    audit =
        Audits.in(
            schema,
            new RowsFromArchives(stored.lines(), stored.months(), new DirectoryStore(directory)));
    audit.sealing().seal();
    rowsBefore = rows();
  }

  @Test
  void aMonthGoesIntoAFileAndComesBackAsItWas() throws IOException {
    finish(archiving().archive(MARCH));

    assertThat(state(MARCH)).isEqualTo(State.ARCHIVED);
    assertThat(stored.archives().inLog(MARCH)).isFalse();
    assertThat(files()).containsExactly("events-2025-03.manifest.json", "events-2025-03.ndjson.gz");
    assertThat(Files.readString(directory.resolve("events-2025-03.manifest.json")))
        .contains("\"events\" : 10", stored.archives().find(MARCH).orElseThrow().checksum())
        .contains(audit.segments().find(1).orElseThrow().segment().root().hex());
    assertVerified();

    finish(archiving().restore(MARCH));

    assertThat(state(MARCH)).isEqualTo(State.ATTACHED);
    assertThat(stored.archives().inLog(MARCH)).isTrue();
    assertThat(log.after(Checkpoint.START, Selection.ALL, 100).events()).isEqualTo(before);
    assertThat(rows()).isEqualTo(rowsBefore);
    assertVerified();
    finish(archiving().archive(MARCH));
    assertThat(state(MARCH)).isEqualTo(State.ARCHIVED);
  }

  @Test
  void readersOfTheLogAreToldAndMissNothingElse() {
    finish(archiving().archive(MARCH));

    ArchivedException first =
        catchThrowableOfType(
            ArchivedException.class, () -> log.after(Checkpoint.START, Selection.ALL, 100));
    assertThat(first.month()).isEqualTo(MARCH);
    assertThatThrownBy(() -> log.after(Checkpoint.START, Selection.type("any.v1"), 100))
        .isInstanceOf(ArchivedException.class);
    assertThat(readAround())
        .isEqualTo(
            Stream.concat(Stream.of(before.get(9)), before.subList(11, 23).stream()).toList());

    finish(archiving().archive(APRIL));
    assertThat(readAround()).isEqualTo(before.subList(18, 23));
    finish(archiving().restore(MARCH));
    assertThat(readAround())
        .isEqualTo(
            Stream.of(before.subList(0, 9), before.subList(10, 11), before.subList(18, 23))
                .flatMap(List::stream)
                .toList());
    finish(archiving().restore(APRIL));
    assertThat(readAround()).isEqualTo(before);
  }

  @Test
  void readersOfAStreamAreTold() {
    finish(archiving().archive(APRIL));

    assertThat(log.read(OLD, StreamRange.from(1), 100).events()).hasSize(8);
    Page first = log.read(LONG, StreamRange.from(1), 100);
    assertThat(first.events()).extracting(RecordedEvent::version).containsExactly(1L);
    assertThat(first.more()).isTrue();
    assertThatThrownBy(() -> log.read(LONG, StreamRange.from(2), 100))
        .isInstanceOf(ArchivedException.class);
    assertThat(log.read(LONG, StreamRange.from(11), 100).events()).hasSize(5);
    assertThat(log.read(LONG, StreamRange.backwards(), 3).events()).hasSize(3);
    Page last = log.read(LONG, StreamRange.backwards(), 100);
    assertThat(last.events()).hasSize(5);
    assertThat(last.more()).isTrue();
    assertThatThrownBy(() -> log.read(LONG, StreamRange.backFrom(10), 100))
        .isInstanceOf(ArchivedException.class);
    StreamRange asOfMarch = StreamRange.from(1).asOf(Instant.parse("2025-03-31T23:00:00Z"));
    assertThat(log.read(OLD, asOfMarch, 100).events()).hasSize(8);
  }

  @Test
  void appendsGoOnAsIfNothingHadHappened() {
    NewEvent again = event(before.get(3).id(), OLD, before.get(3).data().toString());
    finish(archiving().archive(MARCH));

    assertThat(log.append(Append.of(List.of(again)))).isInstanceOf(AppendOutcome.Repeated.class);
    assertThat(log.version(OLD)).hasValue(8);
    assertThat(log.append(Append.to(OLD, ExpectedVersion.exactly(8), events(OLD, 1))))
        .isInstanceOf(AppendOutcome.Appended.class);
    assertThat(log.append(Append.to(OLD, ExpectedVersion.exactly(8), events(OLD, 1))))
        .isInstanceOf(AppendOutcome.WrongVersion.class);
    finish(archiving().archive(APRIL));
    assertThat(log.append(conditional(new Match(Set.of(), Set.of("a:1")))))
        .isInstanceOf(AppendOutcome.Overtaken.class);
    assertThatThrownBy(
            () -> log.append(conditional(new Match(Set.of("signalbox.test.tagged.v1"), Set.of()))))
        .isInstanceOf(ArchivedException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isRecoveredFromADeathAtAnyStep(boolean callTakesEffect) {
    int deaths = 0;
    for (int call = 1; dies(call, callTakesEffect); call++) {
      deaths++;
      assertThat(readableOrTold()).isTrue();
      assertVerified();
      schema.asSuperuser("update archives set leased_until = '-infinity'");
      archiving().work();
      finish(archiving().restore(MARCH));
      assertThat(rows()).isEqualTo(rowsBefore);
    }

    assertThat(deaths).isGreaterThan(12);
    assertThat(state(MARCH)).isEqualTo(State.ATTACHED);
    assertThat(rows()).isEqualTo(rowsBefore);
    assertThat(log.after(Checkpoint.START, Selection.ALL, 100).events()).isEqualTo(before);
    assertVerified();
  }

  /** There and back, with an end at one call unless there are fewer. */
  private boolean dies(int call, boolean callTakesEffect) {
    Mortal mortal = new Mortal(call, callTakesEffect);
    Archiving dying =
        new Archiving(
            stored.archives(),
            new WorkingOnMonths(
                stored.archives(),
                mortal.wrap(Months.class, stored.months()),
                mortal.wrap(ArchiveStore.class, new DirectoryStore(directory)),
                audit,
                metrics,
                Clock.systemUTC()),
            properties(),
            metrics,
            Clock.systemUTC());
    try {
      dying.archive(MARCH);
      dying.work();
      dying.restore(MARCH);
      dying.work();
      return false;
    } catch (Mortal.KilledError dead) {
      return true;
    }
  }

  @Test
  void metersSayWhereMonthsAreAndWhatWasMoved() throws IOException {
    Archiving archiving = archiving();
    archiving.archive(MARCH);
    archiving.work();
    archiving.archive(APRIL);
    archiving.restore(MARCH);
    Files.delete(directory.resolve("events-2025-03.ndjson.gz"));
    archiving.work();
    archiving.measure();

    assertThat(months("archived")).isEqualTo(1);
    assertThat(months("loading")).isEqualTo(1);
    assertThat(months("attached")).isZero();
    assertThat(registry.get("signalbox.archive.failing").gauge().value()).isEqualTo(1);
    assertThat(registry.get("signalbox.archive.events").tag("direction", "out").counter().count())
        .isEqualTo(18);
    assertThat(registry.get("signalbox.archive.bytes").counter().count())
        .isGreaterThanOrEqualTo((double) Files.size(directory.resolve("events-2025-04.ndjson.gz")));
    assertThat(
            registry
                .get("signalbox.archive.steps")
                .tag("from", "detached")
                .tag("outcome", "done")
                .timer()
                .count())
        .isEqualTo(2);
    assertThat(
            registry
                .get("signalbox.archive.steps")
                .tag("from", "loading")
                .tag("outcome", "failed")
                .timer()
                .count())
        .isEqualTo(1);
  }

  private double months(String state) {
    return registry.get("signalbox.archive.months").tag("state", state).gauge().value();
  }

  @Test
  void theEndsOfAMonthAreByPlaceAndNotByText() {
    schema.asSuperuser(
        "update events set tx = '9' where event_id = '%s'".formatted(before.get(5).id()));

    assertThat(stored.months().range(MARCH).orElseThrow().first().transaction()).isEqualTo(9);
    assertThat(stored.months().range(MARCH).orElseThrow().last())
        .isEqualTo(before.get(10).checkpoint());
  }

  @Test
  void whoLostTheLeaseChangesNothingAnyMore() {
    archiving().archive(MARCH);
    Archives.Lease lost = stored.archives().claim(MARCH, Duration.ofMinutes(1)).orElseThrow();
    schema.asSuperuser("update archives set leased_until = '-infinity'");
    assertThat(stored.archives().claim(MARCH, Duration.ofMinutes(1))).isPresent();

    assertThat(stored.archives().claim(MARCH, Duration.ofMinutes(1))).isEmpty();
    assertThatThrownBy(() -> stored.months().detach(lost))
        .isInstanceOf(Archives.LeaseLostException.class);
    assertThat(stored.archives().inLog(MARCH)).isTrue();
  }

  @Test
  void aFileThatWasChangedIsNotRestoredAndSaidNotToBeChecked() throws IOException {
    finish(archiving().archive(MARCH));
    Path file = directory.resolve("events-2025-03.ndjson.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    finish(archiving().restore(MARCH));

    assertThat(state(MARCH)).isEqualTo(State.LOADING);
    assertThat(stored.archives().find(MARCH).orElseThrow().failure()).contains("2025-03");
    assertThat(stored.archives().inLog(MARCH)).isFalse();
    assertThat(audit.verifying().verify(1, null, 100).clean()).isFalse();
    Files.delete(file);
    assertThat(audit.verifying().verify(1, null, 100).notChecked())
        .isNotEmpty()
        .allMatch(one -> one.reason().contains("2025-03"));
  }

  @Test
  void whatIsTamperedWithInAnArchiveIsFound() throws IOException {
    finish(archiving().archive(MARCH));
    ArchiveFile file = ArchiveFile.of(new DirectoryStore(directory), MARCH);
    List<String> lines = new ArrayList<>();
    file.read(lines::add);
    lines.set(2, lines.get(2).replace("hello", "adieu"));
    file.write(lines.iterator(), () -> {});

    assertThat(audit.verifying().verify(1, null, 100).findings())
        .extracting(Finding::eventId)
        .containsExactly(before.get(2).id());
  }

  @Test
  void waitsUntilTheMonthIsSealedAndOver() {
    schema.asSuperuser("truncate audit_segments, audit_head");
    finish(archiving().archive(MARCH));

    assertThat(state(MARCH)).isEqualTo(State.PREPARING);
    assertThat(stored.archives().find(MARCH).orElseThrow().failure()).contains("not sealed");
    assertThat(archiving().archive(YearMonth.now(ZoneOffset.UTC)))
        .isEqualTo(new Archiving.Outcome.NotOver());
    assertThat(archiving().archive(YearMonth.of(2024, 1)))
        .isEqualTo(new Archiving.Outcome.Unknown());
    assertThat(archiving().restore(APRIL)).isEqualTo(new Archiving.Outcome.Unknown());
  }

  @Test
  void oldMonthsGoByThemselvesAndRestoredOnesStayForAWhile() {
    archiving().archiveOldMonths();
    finish(null);
    assertThat(state(MARCH)).isEqualTo(State.ARCHIVED);
    assertThat(state(APRIL)).isEqualTo(State.ARCHIVED);

    finish(archiving().restore(APRIL));
    archiving().archiveOldMonths();
    assertThat(state(APRIL)).isEqualTo(State.ATTACHED);
    schema.asSuperuser("update archives set restored_at = restored_at - interval '8 days'");
    archiving().archiveOldMonths();
    assertThat(state(APRIL)).isEqualTo(State.PREPARING);
  }

  @Test
  void theColumnsOfAnArchiveAreAllThereAre() {
    assertThat(
            schema
                .database()
                .sql(
                    "select attname from pg_attribute where attrelid = 'events'::regclass and attnum > 0"
                        + " and not attisdropped order by attnum")
                .query(String.class)
                .list())
        .isEqualTo(StoredRow.COLUMNS);
  }

  private Append conditional(Match match) {
    return Append.of(events(new StreamName("conversation/new"), 1))
        .provided(new Condition(List.of(match), Checkpoint.START));
  }

  private List<RecordedEvent> readAround() {
    List<RecordedEvent> read = new ArrayList<>();
    Checkpoint checkpoint = Checkpoint.START;
    while (true) {
      try {
        Page page = log.after(checkpoint, Selection.ALL, 100);
        read.addAll(page.events());
        if (!page.more()) {
          return read;
        }
        checkpoint = page.events().getLast().checkpoint();
      } catch (ArchivedException archived) {
        checkpoint = Objects.requireNonNull(archived.end());
      }
    }
  }

  private boolean readableOrTold() {
    try {
      return log.after(Checkpoint.START, Selection.ALL, 100).events().equals(before);
    } catch (ArchivedException told) {
      return told.month().equals(MARCH);
    }
  }

  private void assertVerified() {
    assertThat(audit.verifying().verify(1, null, 100))
        .satisfies(all -> assertThat(all.findings()).isEmpty())
        .satisfies(all -> assertThat(all.notChecked()).isEmpty())
        .satisfies(all -> assertThat(all.events()).isEqualTo(23));
  }

  private List<StoredRow> rows() {
    return StoredAudit.in(schema, (after, to) -> List.of())
        .rows()
        .between(
            Checkpoint.START,
            new Checkpoint(Long.MAX_VALUE, Long.MAX_VALUE),
            found -> {
              List<StoredRow> all = new ArrayList<>();
              found.forEachRemaining(all::add);
              return all;
            });
  }

  private Archiving archiving() {
    return new Archiving(
        stored.archives(),
        new WorkingOnMonths(
            stored.archives(),
            stored.months(),
            new DirectoryStore(directory),
            audit,
            metrics,
            Clock.systemUTC()),
        properties(),
        metrics,
        Clock.systemUTC());
  }

  private ArchiveProperties properties() {
    return new ArchiveProperties(
        directory, Duration.ofDays(30), Duration.ofDays(7), Duration.ofMinutes(1));
  }

  private void finish(Archiving.@Nullable Outcome wanted) {
    assertThat(wanted == null || wanted instanceof Archiving.Outcome.Wanted).isTrue();
    archiving().work();
  }

  private State state(YearMonth month) {
    return stored.archives().find(month).orElseThrow().state();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
