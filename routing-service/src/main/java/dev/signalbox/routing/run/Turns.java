package dev.signalbox.routing.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the database in which conversations a run has ended, whichever replica ended it. Only
 * while anybody here waits does it listen and hold a connection.
 */
final class Turns implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

  static final String CHANNEL = "routing_turns";

  /** After so long is looked whether anybody still waits. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final DataSource database;
  private final Map<String, List<Waiting>> waiting = new ConcurrentHashMap<>();
  private final Semaphore anybody = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  Turns(DataSource database) {
    this.database = database;
    this.thread = Thread.ofVirtual().name("turns").start(this::listenWhenNeeded);
  }

  /** To be closed by the one who waits, on whose thread it is used. */
  Waiting in(String conversationId) {
    Waiting one = new Waiting(conversationId);
    waiting.merge(
        conversationId,
        List.of(one),
        (others, mine) -> Stream.concat(others.stream(), mine.stream()).toList());
    if (anybody.availablePermits() == 0) {
      anybody.release();
    }
    return one;
  }

  private void listenWhenNeeded() {
    while (!closed) {
      try {
        anybody.acquire();
        anybody.drainPermits();
        listen();
      } catch (SQLException e) {
        if (closed) {
          return;
        }
        LOG.info("Those who wait look by themselves for now: {}", e.toString());
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      // What happened before was not heard.
      waiting.values().forEach(all -> all.forEach(Waiting::called));
      PGConnection own = connection.unwrap(PGConnection.class);
      while (!waiting.isEmpty()) {
        for (PGNotification notification : own.getNotifications((int) ROUND.toMillis())) {
          waiting.getOrDefault(notification.getParameter(), List.of()).forEach(Waiting::called);
        }
      }
      statement.execute("UNLISTEN *");
    }
  }

  private void pause() {
    try {
      Thread.sleep(ROUND);
      if (!waiting.isEmpty()) {
        anybody.release();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** One who waits in a conversation. */
  final class Waiting implements AutoCloseable {

    private final String conversationId;
    private final Semaphore call = new Semaphore(0);

    private Waiting(String conversationId) {
      this.conversationId = conversationId;
    }

    private void called() {
      call.release();
    }

    /** Calls from before do not count any more. */
    void forget() {
      call.drainPermits();
    }

    /** Returns when a run of the conversation has ended, or after that long. */
    boolean await(Duration most) throws InterruptedException {
      return call.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          conversationId,
          (id, all) -> {
            List<Waiting> others = all.stream().filter(other -> other != this).toList();
            return others.isEmpty() ? null : others;
          });
    }
  }
}
