package dev.signalbox.mcppool.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call in flight. */
public final class RpcCall {
  /** Reports of progress kept for whoever waits; of more, the oldest are dropped. */
  private static final int KEPT_REPORTS = 16;

  private final RpcConnection connection;
  private final long id;
  private final String method;
  private final Duration timeout;
  private final long deadline;
  private final CompletableFuture<RpcOutcome> outcome = new CompletableFuture<>();

  /** What came of progress; empty once the call is over. Null if nobody wants to know. */
  private final @Nullable BlockingQueue<Optional<Progress>> reports;

  RpcCall(RpcConnection connection, long id, RpcRequest request, Duration timeout) {
    this.connection = connection;
    this.id = id;
    this.method = request.method();
    this.timeout = timeout;
    this.deadline = System.nanoTime() + timeout.toNanos();
    this.reports = request.progress() ? new ArrayBlockingQueue<>(KEPT_REPORTS) : null;
  }

  /** Waits for the outcome; at the deadline the call is given up and the peer told. */
  public RpcOutcome await() {
    try {
      return outcome.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      connection.abandon(this, new RpcOutcome.TimedOut(timeout));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      connection.abandon(this, new RpcOutcome.Cancelled("interrupted"));
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    return outcome.join();
  }

  /**
   * The same, and tells the listener of progress, in this thread: a listener that takes its time
   * misses reports and delays nobody.
   */
  public RpcOutcome await(Consumer<Progress> listener) {
    if (reports == null) {
      return await();
    }
    try {
      while (!outcome.isDone()) {
        Optional<Progress> report = reports.poll(remaining().toNanos(), TimeUnit.NANOSECONDS);
        if (report == null) {
          connection.abandon(this, new RpcOutcome.TimedOut(timeout));
        } else {
          report.ifPresent(listener);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      connection.abandon(this, new RpcOutcome.Cancelled("interrupted"));
    }
    return outcome.join();
  }

  /** The outcome, if it comes within that time; the call goes on if not. */
  public Optional<RpcOutcome> within(Duration patience) {
    long nanos = Math.min(patience.toNanos(), remaining().toNanos());
    try {
      return Optional.of(outcome.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Gives the call up, from any thread. */
  public void cancel(String reason) {
    connection.abandon(this, new RpcOutcome.Cancelled(reason));
  }

  long id() {
    return id;
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** 2025-11-25, cancellation, behavior requirements: {@code initialize} is never cancelled. */
  boolean mayBeCancelled() {
    return !method.equals("initialize");
  }

  /** 2026-07-28, cancellation: a server may cancel nothing else. */
  boolean isSubscription() {
    return method.equals("subscriptions/listen");
  }

  void progressed(Progress report) {
    if (reports != null && !reports.offer(Optional.of(report))) {
      reports.poll();
      // Full again means that others reported meanwhile, and later.
      boolean unused = reports.offer(Optional.of(report));
    }
  }

  void settle(RpcOutcome result) {
    outcome.complete(result);
    if (reports != null) {
      // There is no need to wake whoever still has reports to read.
      boolean unused = reports.offer(Optional.empty());
    }
  }
}
