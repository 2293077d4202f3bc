package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a modern server telling of changes of what it offers (2026-07-28, subscriptions): asked for
 * with a request that stays open, and anew when it ends, for as long as the connection lives.
 */
final class ChangeSubscription {
  private static final Duration FOREVER = Duration.ofDays(3650);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final RpcConnection connection;
  private final ServerPeer peer;
  private final Negotiated negotiated;
  private final Runnable mayHaveChanged;

  /**
   * @param mayHaveChanged told after each interruption, in which a change may have been missed
   */
  ChangeSubscription(
      RpcConnection connection, ServerPeer peer, Negotiated negotiated, Runnable mayHaveChanged) {
    this.connection = connection;
    this.peer = peer;
    this.negotiated = negotiated;
    this.mayHaveChanged = mayHaveChanged;
  }

  /** Starts it; its thread ends with the connection, or when the server does not offer it. */
  void start() {
    Thread thread = Thread.ofVirtual().name("mcp-subscription").start(this::keep);
    // Wakes it from a pause; a subscription under way ends with the connection by itself.
    CompletableFuture<Void> unused = peer.end().thenRun(() -> LockSupport.unpark(thread));
  }

  private void keep() {
    Duration pause = FIRST_PAUSE;
    while (!peer.end().isDone()) {
      long begun = System.nanoTime();
      RpcOutcome outcome = connection.start("subscriptions/listen", params(), FOREVER).await();
      if (outcome instanceof RpcOutcome.Refused) {
        return; // The lists' time to live has to do.
      }
      mayHaveChanged.run();
      boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
      pause = lasted ? FIRST_PAUSE : doubled(pause);
      if (!peer.end().isDone()) {
        long nanos = pause.toNanos();
        LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
      }
    }
  }

  private ObjectNode params() {
    ObjectNode params =
        ClientIdentity.signed(negotiated.protocolVersion(), JsonNodeFactory.instance.objectNode());
    ServerCapabilities capabilities = negotiated.capabilities();
    ObjectNode wanted = params.putObject("notifications");
    putIf(capabilities.toolsListChanged(), wanted, "toolsListChanged");
    putIf(capabilities.resourcesListChanged(), wanted, "resourcesListChanged");
    putIf(capabilities.promptsListChanged(), wanted, "promptsListChanged");
    return params;
  }

  private static void putIf(boolean announced, ObjectNode wanted, String what) {
    if (announced) {
      wanted.put(what, true);
    }
  }

  private static Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
