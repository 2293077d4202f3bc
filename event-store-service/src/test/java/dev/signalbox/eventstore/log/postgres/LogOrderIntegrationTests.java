package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.TailingReader;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.sql.Connection;
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
        writers.add(threads.submit(() -> write(streams, random, appended, stopped)));
      }
      Future<?> stranger = threads.submit(() -> holdTransactionsOpen(stopped));
      Future<?> killer = threads.submit(() -> killWriters(stopped));
      Instant end = Instant.now().plus(DURATION);
      while (Instant.now().isBefore(end)) {
        reader.next().events().stream().map(RecordedEvent::id).forEach(seen::add);
      }
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
      assertThat(log.read(fast, 1, 10).events()).hasSize(1);

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
  void aStrangersOpenTransactionDelaysReadersAndStopsNobodyElse() throws Exception {
    TailingReader reader = TailingReader.atEndOf(log);
    StreamName stream = anyStream();

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_current_xact_id()");
      log.append(Append.of(events(stream, 1)));

      assertThat(reader.catchUp()).isEmpty();
      assertThat(log.read(stream, 1, 10).events()).hasSize(1);
      connection.rollback();
    }
    assertThat(reader.catchUp()).hasSize(1);
  }

  private void write(
      List<StreamName> streams, Random random, Set<String> appended, AtomicBoolean stopped) {
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

  private void holdTransactionsOpen(AtomicBoolean stopped) {
    while (!stopped.get()) {
      try {
        new TransactionTemplate(transactions)
            .executeWithoutResult(
                status ->
                    database
                        .sql("select pg_current_xact_id()::text, pg_sleep(0.2)")
                        .query()
                        .listOfRows());
      } catch (DataAccessException | TransactionException e) {
        assertThat(e).hasMessageNotContaining("deadlock");
      }
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
                       where usename = current_user and state = 'active' and query like '%append_events%'
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
