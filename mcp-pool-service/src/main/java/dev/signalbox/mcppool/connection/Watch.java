package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A resource whose server is to tell when it is another, over one connection. */
public final class Watch implements AutoCloseable {
  private final String uri;
  private final Consumer<String> updated;
  private final CompletableFuture<RpcOutcome> end = new CompletableFuture<>();
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});

  /**
   * Not yet begun.
   *
   * @param updated told which resource is another: that one, or a part of it; may not wait
   */
  public Watch(String uri, Consumer<String> updated) {
    this.uri = uri;
    this.updated = updated;
  }

  /** Completes when the server tells no more, with what became of it. */
  public CompletableFuture<RpcOutcome> end() {
    return end;
  }

  /** The server is told once that nobody wants to know. */
  @Override
  public void close() {
    stop.getAndSet(() -> {}).run();
  }

  String uri() {
    return uri;
  }

  void begun(Runnable toStop) {
    stop.set(toStop);
  }

  void ended(RpcOutcome outcome) {
    end.complete(outcome);
  }

  /** 2025-11-25, server, resources: what is told of may be a part of what is watched. */
  void updated(String which) {
    if (which.startsWith(uri)) {
      updated.accept(which);
    }
  }
}
