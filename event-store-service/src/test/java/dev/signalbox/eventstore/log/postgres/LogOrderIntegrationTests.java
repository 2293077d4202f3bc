package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogHead;
import dev.signalbox.eventstore.log.LogOrderContract;
import dev.signalbox.eventstore.log.LogViews;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A reader that follows the log misses, doubles and reorders nothing, whatever writers do. */
@ServiceIntegrationTest
class LogOrderIntegrationTests extends LogOrderContract {

  @Autowired
  @Qualifier(LogViews.STORED)
  private EventLog log;

  @Autowired private JdbcClient database;
  @Autowired private JdbcOperations jdbc;
  @Autowired private DataSource dataSource;
  @Autowired private PlatformTransactionManager transactions;

  @Override
  protected EventLog log() {
    return log;
  }

  @Override
  protected EventLog logOfAnotherProcess() {
    return new PostgresEventLog(database, jdbc, transactions, LogPropertiesFixture.defaults());
  }

  /** Writers are dropped in the middle of what they do; a stranger's transaction stays open. */
  @Override
  protected void makeFaults(AtomicBoolean stopped) throws SQLException {
    TestDatabase server = TestInfrastructure.database();
    try (Connection stranger =
            DriverManager.getConnection(
                server.url(), "stranger", server.createService("stranger"));
        Statement open = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      open.execute("select pg_current_xact_id()");
      while (!stopped.get()) {
        killAWriter();
        open.execute("select pg_sleep(0.2)");
      }
      stranger.rollback();
    }
  }

  // The server drops the connection, as after kill -9 of the process that holds it.
  private static void killAWriter() throws SQLException {
    TestInfrastructure.database()
        .execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where usename = 'event_store' and state = 'active' and query like '%from append_events%'
             limit 1
            """);
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

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
