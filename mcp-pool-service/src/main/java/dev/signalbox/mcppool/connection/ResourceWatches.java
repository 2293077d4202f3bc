package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What is watched over one connection, in the way of its era. */
final class ResourceWatches {
  private static final Duration FOREVER = Duration.ofDays(3650);
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(5);

  private final RpcConnection rpc;
  private final ServerPeer peer;
  private final Negotiated negotiated;

  /** Whoever goes takes nothing from whoever comes. */
  private final ReentrantLock asking = new ReentrantLock();

  ResourceWatches(RpcConnection rpc, ServerPeer peer, Negotiated negotiated) {
    this.rpc = rpc;
    this.peer = peer;
    this.negotiated = negotiated;
  }

  /** Answered if the server will tell, as far as is known. */
  RpcOutcome begin(Watch watch, Duration timeout) {
    if (!negotiated.capabilities().resourcesSubscribe()) {
      return new RpcOutcome.Refused(
          RpcErrorCode.METHOD_NOT_FOUND, "The server tells nothing of its resources", null);
    }
    peer.add(watch);
    CompletableFuture<Void> unused =
        peer.end().thenAccept(reason -> watch.ended(new RpcOutcome.Lost(reason)));
    return negotiated.era() == Era.MODERN ? listen(watch) : subscribe(watch, timeout);
  }

  /** 2025-11-25, server, resources, subscriptions. */
  private RpcOutcome subscribe(Watch watch, Duration timeout) {
    asking.lock();
    try {
      RpcOutcome outcome = rpc.call("resources/subscribe", params(watch), timeout);
      if (outcome instanceof RpcOutcome.Answered) {
        watch.begun(() -> unsubscribe(watch));
      } else {
        boolean unused = peer.remove(watch);
      }
      return outcome;
    } finally {
      asking.unlock();
    }
  }

  private void unsubscribe(Watch watch) {
    asking.lock();
    try {
      if (peer.remove(watch) && !peer.end().isDone()) {
        RpcOutcome unused = rpc.call("resources/unsubscribe", params(watch), GOODBYE_PATIENCE);
      }
    } finally {
      asking.unlock();
    }
  }

  /** 2026-07-28, subscriptions: a request that stays open. */
  private RpcOutcome listen(Watch watch) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.putObject("notifications").putArray("resourceSubscriptions").add(watch.uri());
    RpcCall call =
        rpc.start(
            "subscriptions/listen",
            ClientIdentity.signed(negotiated.protocolVersion(), params),
            FOREVER);
    watch.begun(() -> call.cancel("nobody wants to know any more"));
    Thread unused =
        Thread.ofVirtual().name("mcp-watch").start(() -> watch.ended(awaitEnd(call, watch)));
    return new RpcOutcome.Answered(MissingNode.getInstance());
  }

  private RpcOutcome awaitEnd(RpcCall call, Watch watch) {
    RpcOutcome outcome = call.await();
    boolean unused = peer.remove(watch);
    return outcome;
  }

  private static ObjectNode params(Watch watch) {
    return JsonNodeFactory.instance.objectNode().put("uri", watch.uri());
  }
}
