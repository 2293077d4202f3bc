package dev.signalbox.mcppool.rpc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls to one peer, multiplexed by id. Safe for any number of threads. A call holds one entry
 * while it is in flight and none afterwards, however it ends; answers that come late, twice or
 * under an id nobody waits for are counted and dropped.
 */
public final class RpcConnection implements AutoCloseable {
  private final Wire wire;
  private final RpcPeer peer;
  private final int maxInFlight;
  private final Semaphore room;
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicLong strays = new AtomicLong();
  private final Map<Long, RpcCall> inFlight = new ConcurrentHashMap<>();
  private volatile @Nullable String end;

  private RpcConnection(Wire wire, RpcPeer peer, int maxInFlight) {
    this.wire = wire;
    this.peer = peer;
    this.maxInFlight = maxInFlight;
    this.room = new Semaphore(maxInFlight);
  }

  /** Opens the wire and begins to listen. */
  public static RpcConnection over(Wire wire, RpcPeer peer, int maxInFlight) {
    RpcConnection connection = new RpcConnection(wire, peer, maxInFlight);
    wire.open(connection.new Receiver());
    return connection;
  }

  /** Starts a call and waits for its outcome, at most for the time given. */
  public RpcOutcome call(String method, @Nullable JsonNode params, Duration timeout) {
    return start(method, params, timeout).await();
  }

  /** Sends the request; whoever holds the call waits for it or cancels it. */
  public RpcCall start(String method, @Nullable JsonNode params, Duration timeout) {
    return start(RpcRequest.of(method, params), timeout);
  }

  /** The same, for any request. */
  public RpcCall start(RpcRequest request, Duration timeout) {
    RpcCall call = new RpcCall(this, lastId.incrementAndGet(), request, timeout);
    if (!room.tryAcquire()) {
      call.settle(new RpcOutcome.Overloaded(maxInFlight));
      return call;
    }
    inFlight.put(call.id(), call);
    String ended = end;
    if (ended != null) {
      finish(call, RpcOutcome.Lost.unwritten(ended));
      return call;
    }
    RpcMessage message =
        new RpcMessage.Request(
            JsonNodeFactory.instance.numberNode(call.id()),
            request.method(),
            request.params(call.id()),
            request.mirrored());
    try {
      if (!wire.send(message, call.remaining())) {
        finish(call, new RpcOutcome.TimedOut(timeout));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      abandon(call, new RpcOutcome.Cancelled("interrupted"));
    }
    return call;
  }

  /** Sends a notification, in order with the calls. */
  public boolean notify(String method, @Nullable JsonNode params, Duration patience)
      throws InterruptedException {
    return wire.send(new RpcMessage.Notification(method, params), patience);
  }

  public int inFlight() {
    return inFlight.size();
  }

  /** Frames and answers so far that nobody waited for. */
  public long strays() {
    return strays.get();
  }

  @Override
  public void close() {
    wire.close("closed by the pool");
  }

  /** Ends a call from our side. The peer is told if it may have seen the request. */
  void abandon(RpcCall call, RpcOutcome outcome) {
    if (!finish(call, outcome) || wire.withdraw(call.id()) || !call.mayBeCancelled()) {
      return;
    }
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("requestId", call.id());
    params.put("reason", outcome instanceof RpcOutcome.TimedOut ? "timed out" : "cancelled");
    wire.sendAhead(new RpcMessage.Notification("notifications/cancelled", params));
  }

  private boolean finish(RpcCall call, RpcOutcome outcome) {
    if (!inFlight.remove(call.id(), call)) {
      return false;
    }
    room.release();
    call.settle(outcome);
    return true;
  }

  private @Nullable RpcCall find(@Nullable JsonNode id) {
    return id != null && id.isIntegralNumber() && id.canConvertToLong()
        ? inFlight.get(id.longValue())
        : null;
  }

  private void finish(@Nullable JsonNode id, RpcOutcome outcome) {
    RpcCall call = find(id);
    if (call == null || !finish(call, outcome)) {
      strays.incrementAndGet();
    }
  }

  private final class Receiver implements WireListener {
    @Override
    public void received(byte[] frame) {
      var messages = RpcCodec.decode(frame);
      if (messages.isEmpty()) {
        strays.incrementAndGet();
      }
      messages.forEach(this::accept);
    }

    private void accept(RpcMessage message) {
      switch (message) {
        case RpcMessage.Success success ->
            finish(success.id(), new RpcOutcome.Answered(success.result()));
        case RpcMessage.Failure failure ->
            finish(
                failure.id(),
                new RpcOutcome.Refused(failure.code(), failure.message(), failure.data()));
        case RpcMessage.Notification notification -> {
          applyToCall(notification);
          peer.notified(notification.method(), notification.params());
        }
        case RpcMessage.Request request -> peer.answer(request).ifPresent(wire::sendAhead);
      }
    }

    private void applyToCall(RpcMessage.Notification notification) {
      JsonNode params = notification.params();
      if (params == null) {
        return;
      }
      if (notification.method().equals("notifications/progress")) {
        RpcCall call = find(params.get("progressToken"));
        if (call != null) {
          call.progressed(Progress.of(params));
        }
      } else if (notification.method().equals("notifications/cancelled")) {
        RpcCall call = find(params.get("requestId"));
        if (call != null && call.isSubscription()) {
          finish(call, new RpcOutcome.Cancelled("the server ended the subscription"));
        }
      }
    }

    @Override
    public void tooLong(@Nullable Long id, int limit) {
      RpcCall call = id == null ? null : inFlight.get(id);
      String reason = "the answer is longer than the limit of " + limit + " bytes";
      if (call == null || !finish(call, new RpcOutcome.Unreadable(reason))) {
        strays.incrementAndGet();
      }
    }

    @Override
    public boolean awaits(long id) {
      return inFlight.containsKey(id);
    }

    @Override
    public void failed(long id, RpcOutcome outcome) {
      RpcCall call = inFlight.get(id);
      if (call != null) {
        finish(call, outcome);
      }
    }

    @Override
    public void closed(String reason) {
      end = reason;
      try {
        // First, so that whoever learns of the loss from a call finds it known already.
        peer.ended(reason);
      } finally {
        inFlight.values().forEach(call -> finish(call, new RpcOutcome.Lost(reason)));
      }
    }
  }
}
