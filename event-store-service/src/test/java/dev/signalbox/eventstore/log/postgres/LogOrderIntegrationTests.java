package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogHead;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.testing.LogPropertiesFixture;
import dev.signalbox.eventstore.log.testing.TailingReader;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** A reader that follows the log misses, doubles and reorders nothing, whatever writers do. */
@ServiceIntegrationTest
class LogOrderIntegrationTests {

  private static final int WRITERS = 16;
  private static final int HOT_STREAMS = 8;
  private static final Duration DURATION =
      Duration.ofSeconds(Long.getLong("signalbox.soak.seconds", 4));

  @Autowired private EventLog log;
  @Autowired private JdbcClient database;
  @Autowired private JdbcOperations jdbc;
  @Autowired private DataSource dataSource;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void nothingIsMissedWhileSixteenWritersAreKilledAndAStrangersTransactionIsOpen()
      throws Exception {
    TailingReader reader = TailingReader.atEndOf(log);
    List<StreamName> streams =
        IntStream.range(0, HOT_STREAMS).mapToObj(number -> anyStream()).toList();
    Set<String> appended = ConcurrentHashMap.newKeySet();
    Set<String> seen = new HashSet<>();
    AtomicBoolean stopped = new AtomicBoolean();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(writer);
        // Each with a log of its own, as in other processes: no two share commits.
        EventLog own =
            new PostgresEventLog(database, jdbc, transactions, LogPropertiesFixture.defaults());
        writers.add(threads.submit(() -> write(own, streams, random, appended, stopped)));
      }
      Future<?> stranger = threads.submit(() -> holdATransactionOpen(stopped));
      Future<?> killer = threads.submit(() -> killWriters(stopped));
      Instant end = Instant.now().plus(DURATION);
      while (Instant.now().isBefore(end)) {
        reader.next().events().stream().map(RecordedEvent::id).forEach(seen::add);
      }
      assertThat(seen).as("read while a stranger's transaction was open").isNotEmpty();
      stopped.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
      stranger.get();
      killer.get();
    }
    reader.catchUp().stream().map(RecordedEvent::id).forEach(seen::add);

    assertThat(reader.breaks()).isEmpty();
    assertThat(seen).hasSize((int) reader.seen()).containsAll(appended);
    assertThat(appended).hasSizeGreaterThan(200);
    assertThat(streams.stream().mapToLong(stream -> log.version(stream).orElse(0)).sum())
        .isEqualTo(reader.seen());
  }

  @Test
  void anEventBehindAnOpenAppendWaitsForIt() throws Exception {
    TailingReader reader = TailingReader.atEndOf(log);
    StreamName slow = anyStream();
    StreamName fast = anyStream();
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> open =
          threads.submit(
              () ->
                  new TransactionTemplate(transactions)
                      .executeWithoutResult(
                          status -> {
                            log.append(Append.of(events(slow, 1)));
                            appended.countDown();
                            await(mayCommit);
                          }));
      appended.await();
      log.append(Append.of(events(fast, 1)));

      assertThat(reader.catchUp()).isEmpty();
      assertThat(log.read(fast, StreamRange.from(1), 10).events()).hasSize(1);

      mayCommit.countDown();
      open.get();
      assertThat(reader.catchUp()).extracting(RecordedEvent::stream).containsExactly(slow, fast);
    }
  }

  @Test
  void aRolledBackAppendLeavesNoGapBehind() {
    TailingReader reader = TailingReader.atEndOf(log);
    StreamName stream = anyStream();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              log.append(Append.of(events(stream, 3)));
              status.setRollbackOnly();
            });

    log.append(Append.of(events(stream, 2)));

    assertThat(reader.catchUp()).extracting(RecordedEvent::version).containsExactly(1L, 2L);
  }

  @Test
  void aStrangersOpenTransactionHoldsNobodyBack() throws Exception {
    TailingReader reader = TailingReader.atEndOf(log);
    StreamName stream = anyStream();

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_current_xact_id()");
      log.append(Append.of(events(stream, 1)));

      assertThat(reader.catchUp()).extracting(RecordedEvent::stream).containsExactly(stream);
      assertThat(log.head().heldBackBy()).isEmpty();
      connection.rollback();
    }
    assertThat(reader.catchUp()).isEmpty();
  }

  @Test
  void tellsWhatHoldsReadersBack() throws Exception {
    StreamName slow = anyStream();
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> open =
          threads.submit(
              () ->
                  new TransactionTemplate(transactions)
                      .executeWithoutResult(
                          status -> {
                            log.append(Append.of(events(slow, 1)));
                            appended.countDown();
                            await(mayCommit);
                          }));
      appended.await();
      log.append(Append.of(events(anyStream(), 3)));

      LogHead head = log.head();
      assertThat(head.heldBack()).isEqualTo(3);
      assertThat(head.heldBackFor()).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(head.heldBackBy())
          .singleElement()
          .satisfies(
              append -> {
                assertThat(append.process()).isPositive();
                assertThat(append.open()).isGreaterThanOrEqualTo(Duration.ZERO);
              });

      mayCommit.countDown();
      open.get();
    }
    assertThat(log.head().heldBack()).isZero();
  }

  private static void write(
      EventLog log,
      List<StreamName> streams,
      Random random,
      Set<String> appended,
      AtomicBoolean stopped) {
    while (!stopped.get()) {
      List<NewEvent> events = new ArrayList<>();
      events.add(anyEvent(streams.get(random.nextInt(HOT_STREAMS))));
      if (random.nextBoolean()) {
        events.add(anyEvent(streams.get(random.nextInt(HOT_STREAMS))));
      }
      try {
        if (log.append(Append.of(events)) instanceof AppendOutcome.Appended) {
          events.forEach(event -> appended.add(event.id()));
        }
      } catch (DataAccessException | TransactionException e) {
        assertThat(e).hasMessageNotContaining("deadlock");
      }
    }
  }

  private static Void holdATransactionOpen(AtomicBoolean stopped) throws SQLException {
    TestDatabase server = TestInfrastructure.database();
    try (Connection connection =
            DriverManager.getConnection(
                server.url(), "stranger", server.createService("stranger"));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_current_xact_id()");
      while (!stopped.get()) {
        statement.execute("select pg_sleep(0.1)");
      }
      connection.rollback();
      return null;
    }
  }

  // The server drops the writer in the middle of whatever it does, as after kill -9 of its process.
  private void killWriters(AtomicBoolean stopped) {
    while (!stopped.get()) {
      database
          .sql(
              """
              select pg_terminate_backend(pid), pg_sleep(0.1)
                from (select pid from pg_stat_activity
                       where usename = current_user and state = 'active' and query like '%from append_events%'
                         and pid <> pg_backend_pid()
                       limit 1) as writer
              """)
          .query()
          .listOfRows();
      database.sql("select pg_sleep(0.1)").query().listOfRows();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
