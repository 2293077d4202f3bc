package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.connection.ServerState.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a server: made when first needed, kept, and made anew by itself when it is lost.
 * However many ask, one attempt is under way.
 */
public final class WarmConnection {
  private static final Logger LOG = LoggerFactory.getLogger(WarmConnection.class);

  /** A caller waits for the next attempt if that is no further away. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration LONGEST_CLEAN_UP = Duration.ofSeconds(10);

  private final String name;
  private final Connector connector;
  private final Duration connectTimeout;
  private final BackOff backOff;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private State state;
  private @Nullable Thread attempt;

  private sealed interface State {}

  private record Unused(Instant since) implements State {}

  private record Opening(
      Instant since, int failures, String reason, CompletableFuture<Acquired> next)
      implements State {}

  private record Open(Instant since, int failures, long openedNanos, McpConnection connection)
      implements State {}

  private record Waiting(
      Instant since, int failures, String reason, long retryNanos, CompletableFuture<Acquired> next)
      implements State {}

  private record Closed(Instant since) implements State {}

  WarmConnection(
      String name,
      Connector connector,
      Duration connectTimeout,
      BackOff backOff,
      ScheduledExecutorService timer,
      Clock clock) {
    this.name = name;
    this.connector = connector;
    this.connectTimeout = connectTimeout;
    this.backOff = backOff;
    this.timer = timer;
    this.clock = clock;
    this.state = new Unused(clock.instant());
  }

  /** The connection, waiting for one that is about to be made. */
  public Acquired acquire(Duration timeout) {
    CompletableFuture<Acquired> next;
    lock.lock();
    try {
      switch (state) {
        case Open open -> {
          return new Acquired.Connected(open.connection());
        }
        case Unused unused -> {
          next = new CompletableFuture<>();
          begin(0, "it is used for the first time", next);
        }
        case Opening opening -> next = opening.next();
        case Waiting waiting -> {
          Duration wait = Duration.ofNanos(Math.max(0, waiting.retryNanos() - System.nanoTime()));
          if (wait.compareTo(PATIENCE) > 0) {
            return new Acquired.Unavailable(waiting.reason(), wait);
          }
          next = waiting.next();
        }
        case Closed closed -> {
          return new Acquired.Unavailable("the server is being removed", Duration.ZERO);
        }
      }
    } finally {
      lock.unlock();
    }
    return await(next, timeout);
  }

  /**
   * Replaces a connection that is of no more use. Of several callers that notice, the first makes
   * the new one.
   *
   * @param reason for people
   */
  public void renew(McpConnection expired, String reason) {
    lock.lock();
    try {
      if (!(state instanceof Open open) || open.connection() != expired) {
        return;
      }
      begin(0, reason, new CompletableFuture<>());
    } finally {
      lock.unlock();
    }
    Thread.startVirtualThread(expired::close);
  }

  /**
   * Lets go of the connection, which its receiver has to close; whoever asks next gets a new one.
   * Empty if there is none.
   */
  public Optional<McpConnection> release() {
    lock.lock();
    try {
      if (!(state instanceof Open open)) {
        return Optional.empty();
      }
      state = new Unused(clock.instant());
      return Optional.of(open.connection());
    } finally {
      lock.unlock();
    }
  }

  public ServerState state() {
    lock.lock();
    try {
      return switch (state) {
        case Unused unused ->
            new ServerState(
                Status.STOPPED, "it starts when it is first used", unused.since(), null);
        case Opening opening ->
            new ServerState(
                backOff.isCrashLoop(opening.failures()) ? Status.CRASH_LOOPING : Status.CONNECTING,
                opening.reason(),
                opening.since(),
                null);
        case Open open ->
            new ServerState(Status.READY, null, open.since(), open.connection().negotiated());
        case Waiting waiting ->
            new ServerState(
                backOff.isCrashLoop(waiting.failures()) ? Status.CRASH_LOOPING : Status.DEGRADED,
                waiting.reason(),
                waiting.since(),
                null);
        case Closed closed ->
            new ServerState(Status.STOPPED, "it is being removed", closed.since(), null);
      };
    } finally {
      lock.unlock();
    }
  }

  /** Ends it for good and waits until nothing of it is left. */
  public void close() {
    State before;
    lock.lock();
    try {
      before = state;
      state = new Closed(clock.instant());
      if (before instanceof Opening && attempt != null) {
        attempt.interrupt();
      }
    } finally {
      lock.unlock();
    }
    switch (before) {
      case Open open -> open.connection().close();
      case Waiting waiting -> waiting.next().complete(removed());
      case Opening opening -> awaitEnd(opening.next());
      case Unused unused -> {}
      case Closed closed -> {}
    }
  }

  /** Called with the lock held. */
  private void begin(int failures, String reason, CompletableFuture<Acquired> next) {
    Opening opening = new Opening(clock.instant(), failures, reason, next);
    state = opening;
    attempt = Thread.ofVirtual().name("mcp-connect-" + name).start(() -> attempt(opening));
  }

  private void attempt(Opening opening) {
    try {
      McpConnection connection = connector.connect(connectTimeout);
      if (!opened(opening, connection)) {
        connection.close();
        opening.next().complete(removed());
        return;
      }
      LOG.info("{}: connected, {}", name, connection.negotiated());
      CompletableFuture<Void> unused =
          connection.end().thenAccept(reason -> lost(connection, reason));
      opening.next().complete(new Acquired.Connected(connection));
    } catch (ConnectFailed failure) {
      failed(opening, failure.reason());
    } catch (RuntimeException failure) {
      LOG.error("{}: connecting failed unexpectedly", name, failure);
      failed(opening, "the pool failed to connect; its log says why");
    }
  }

  private boolean opened(Opening opening, McpConnection connection) {
    lock.lock();
    try {
      if (state != opening) {
        return false;
      }
      state = new Open(clock.instant(), opening.failures(), System.nanoTime(), connection);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void failed(Opening opening, String reason) {
    LOG.warn("{}: {}", name, reason);
    Duration delay = backOff.delay(opening.failures() + 1, ThreadLocalRandom.current());
    lock.lock();
    try {
      if (state == opening) {
        waitFor(opening.failures() + 1, reason, delay);
        scheduleRetry(delay);
      }
    } finally {
      lock.unlock();
    }
    opening.next().complete(new Acquired.Unavailable(reason, delay));
  }

  private void lost(McpConnection connection, String reason) {
    Duration delay;
    lock.lock();
    try {
      if (!(state instanceof Open open) || open.connection() != connection) {
        return;
      }
      boolean stable = System.nanoTime() - open.openedNanos() >= backOff.stableAfter().toNanos();
      int failures = stable ? 1 : open.failures() + 1;
      delay = backOff.delay(failures, ThreadLocalRandom.current());
      waitFor(failures, reason, delay);
    } finally {
      lock.unlock();
    }
    LOG.warn("{}: {}", name, reason);
    Thread.startVirtualThread(
        () -> {
          connection.close();
          scheduleRetry(delay);
        });
  }

  /** Called with the lock held. */
  private void waitFor(int failures, String reason, Duration delay) {
    state =
        new Waiting(
            clock.instant(),
            failures,
            reason,
            System.nanoTime() + delay.toNanos(),
            new CompletableFuture<>());
  }

  private void scheduleRetry(Duration delay) {
    try {
      ScheduledFuture<?> unused =
          timer.schedule(this::retry, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("{}: not tried again, the pool is stopping", name);
    }
  }

  private void retry() {
    lock.lock();
    try {
      if (state instanceof Waiting waiting) {
        begin(waiting.failures(), waiting.reason(), waiting.next());
      }
    } finally {
      lock.unlock();
    }
  }

  private static Acquired await(CompletableFuture<Acquired> next, Duration timeout) {
    try {
      return next.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new Acquired.StillConnecting();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Acquired.CallerLeft();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void awaitEnd(CompletableFuture<Acquired> next) {
    if (await(next, LONGEST_CLEAN_UP) instanceof Acquired.StillConnecting) {
      LOG.warn("{}: an attempt to connect outlasts its removal", name);
    }
  }

  private static Acquired removed() {
    return new Acquired.Unavailable("the server is being removed", Duration.ZERO);
  }
}
