package dev.signalbox.mcppool.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call in flight. */
public final class RpcCall {
  private final RpcConnection connection;
  private final long id;
  private final String method;
  private final Duration timeout;
  private final long deadline;
  private final CompletableFuture<RpcOutcome> outcome = new CompletableFuture<>();

  RpcCall(RpcConnection connection, long id, String method, Duration timeout) {
    this.connection = connection;
    this.id = id;
    this.method = method;
    this.timeout = timeout;
    this.deadline = System.nanoTime() + timeout.toNanos();
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

  /** MCP 2025-11-25, cancellation: {@code initialize} is never cancelled. */
  boolean mayBeCancelled() {
    return !method.equals("initialize");
  }

  void settle(RpcOutcome result) {
    outcome.complete(result);
  }
}
