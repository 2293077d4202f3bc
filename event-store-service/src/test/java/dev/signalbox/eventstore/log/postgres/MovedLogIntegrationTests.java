package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static dev.signalbox.eventstore.log.testing.EventFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.audit.Audits;
import dev.signalbox.eventstore.audit.Verification;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.testing.LogDump;
import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.log.testing.TailingReader;
import dev.signalbox.kit.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The log in a new cluster whose transaction ids are far behind the old one's, moved as the runbook
 * says, with pg_dump and pg_restore.
 */
class MovedLogIntegrationTests {

  private static final String ROLE = "event_store_moved";
  private static final int BURNT_IDS = 20_000;

  private static EmbeddedPostgres cluster;
  private static TestDatabase newServer;

  private LogSchema old;
  private EventLog oldLog;

  @BeforeAll
  static void startAnotherCluster() throws IOException, SQLException {
    cluster =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "off")
            .start();
    try (Connection connection = cluster.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database signalbox");
    }
    newServer =
        new TestDatabase(
            "jdbc:postgresql://localhost:" + cluster.getPort() + "/signalbox",
            "postgres",
            "postgres");
  }

  @AfterAll
  static void stopIt() throws IOException {
    cluster.close();
  }

  @BeforeEach
  void fillALog() {
    old = LogSchema.create(ROLE);
    oldLog = Logs.in(old.dataSource());
    old.database()
        .sql(
            """
            do $$ begin
              for i in 1..%d loop perform pg_current_xact_id(); commit; end loop;
            end $$
            """
                .formatted(BURNT_IDS))
        .update();
  }

  @Test
  void isReadAtOnceAndGoesOnBehindEverythingThereWas() {
    StreamName stream = anyStream();
    NewEvent first = anyEvent(stream);
    oldLog.append(Append.of(List.of(first)));
    oldLog.append(Append.of(List.of(tagged(stream, "signalbox.test.tagged.v1", "a:1"))));
    oldLog.append(Append.of(events(anyStream(), 20)));
    List<RecordedEvent> before = all(oldLog);
    Checkpoint held = before.get(9).checkpoint();

    LogSchema restored = restore();
    assertThat(nextId(restored)).isLessThan(before.getFirst().checkpoint().transaction());
    new SettlingLog(restored.database()).afterPropertiesSet();
    EventLog log = Logs.in(restored.dataSource());

    assertThat(all(log)).isEqualTo(before);
    assertThat(log.after(held, Selection.ALL, 100).events()).isEqualTo(before.subList(10, 22));
    assertThat(log.append(Append.of(List.of(first)))).isInstanceOf(AppendOutcome.Repeated.class);
    assertThat(log.append(Append.of(events(stream, 2)))).isInstanceOf(AppendOutcome.Appended.class);
    assertThat(log.read(stream, StreamRange.from(1), 10).events())
        .extracting(RecordedEvent::version)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(log.after(before.getLast().checkpoint(), Selection.ALL, 10).events())
        .extracting(RecordedEvent::stream)
        .containsExactly(stream, stream);
    TailingReader reader = new TailingReader(log, Checkpoint.START);
    assertThat(reader.catchUp()).hasSize(24);
    assertThat(reader.breaks()).isEmpty();
  }

  @Test
  void newEventsComeAfterEventsThatWereReadAndThenLost() {
    oldLog.append(Append.of(events(anyStream(), 3)));
    LogSchema restored = restore();
    // After the dump was made: recorded, read by a consumer, and lost with the old cluster.
    oldLog.append(Append.of(events(anyStream(), 3)));
    Checkpoint held = all(oldLog).getLast().checkpoint();

    new SettlingLog(restored.database()).afterPropertiesSet();
    EventLog log = Logs.in(restored.dataSource());
    StreamName stream = anyStream();
    log.append(Append.of(events(stream, 2)));

    assertThat(log.after(held, Selection.ALL, 10).events())
        .extracting(RecordedEvent::stream)
        .containsExactly(stream, stream);
  }

  @Test
  void movesOnAsOftenAsItIsRestored() {
    oldLog.append(Append.of(events(anyStream(), 1)));
    LogSchema restored = restore();
    restored.database().sql("select settle_log()").query(Boolean.class).single();
    Logs.in(restored.dataSource()).append(Append.of(events(anyStream(), 1)));

    LogSchema back = LogDump.of(restored).restoreInto(old.server());
    EventLog log = Logs.in(back.dataSource());
    List<RecordedEvent> before = all(Logs.in(restored.dataSource()));

    // The old cluster is known from before, and its ids are far behind the places given meanwhile.
    assertThatThrownBy(() -> log.append(Append.of(events(anyStream(), 1))))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(back.database().sql("select settle_log()").query(Boolean.class).single()).isTrue();
    log.append(Append.of(events(anyStream(), 1)));
    assertThat(all(log)).hasSize(3).startsWith(before.toArray(RecordedEvent[]::new));
  }

  @Test
  void theAuditsChainGoesOnAndIsVerifiedAcrossTheMove() {
    oldLog.append(Append.of(events(anyStream(), 15)));
    Audits.in(old).sealing().seal();

    LogSchema restored = restore();
    new SettlingLog(restored.database()).afterPropertiesSet();
    Logs.in(restored.dataSource()).append(Append.of(events(anyStream(), 5)));
    Auditing.On audit = Audits.in(restored);
    audit.sealing().seal();
    Verification verified = audit.verifying().verify(1, null, 10);

    assertThat(verified.findings()).isEmpty();
    assertThat(verified.events()).isEqualTo(20);
    assertThat(audit.keys().all()).hasSize(1);
  }

  @Test
  void refusesReadersAndWritersUntilItIsSettled() {
    oldLog.append(Append.of(events(anyStream(), 1)));
    EventLog log = Logs.in(restore().dataSource());

    assertThatThrownBy(() -> log.append(Append.of(events(anyStream(), 1))))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThatThrownBy(() -> log.after(Checkpoint.START, Selection.ALL, 1))
        .isInstanceOf(DataAccessResourceFailureException.class);
  }

  @Test
  void isSettledOnce() {
    assertThat(old.database().sql("select settle_log()").query(Boolean.class).single()).isFalse();
    assertThat(old.database().sql("select log_offset()").query(Long.class).single()).isZero();
  }

  private LogSchema restore() {
    return LogDump.of(old).restoreInto(newServer);
  }

  private static List<RecordedEvent> all(EventLog log) {
    return new ArrayList<>(new TailingReader(log, Checkpoint.START).catchUp());
  }

  private static long nextId(LogSchema schema) {
    return schema
        .database()
        .sql("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        .query(Long.class)
        .single();
  }
}
