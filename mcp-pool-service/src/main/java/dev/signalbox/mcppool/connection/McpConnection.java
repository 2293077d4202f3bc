package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.RpcRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A connection to a server that agreed on a version. Any number of threads may use it at once. It
 * speaks either era; whoever uses it need not know which.
 */
public final class McpConnection {
  private final RpcConnection rpc;
  private final ServerPeer peer;
  private final Negotiated negotiated;
  private final ToolPages pages;
  private final ResourceWatches watches;
  private final Runnable cleanUp;

  /**
   * @param cleanUp frees what the connection stands on; may take its time
   */
  McpConnection(
      RpcConnection rpc,
      ServerPeer peer,
      Negotiated negotiated,
      ToolPages pages,
      Runnable cleanUp) {
    this.rpc = rpc;
    this.peer = peer;
    this.negotiated = negotiated;
    this.pages = pages;
    this.watches = new ResourceWatches(rpc, peer, negotiated);
    this.cleanUp = cleanUp;
    peer.speaks(negotiated.era());
  }

  public Negotiated negotiated() {
    return negotiated;
  }

  /**
   * Calls a tool: {@code tools/call}. An interrupt cancels it, and so does the end of the time
   * given; the server is told either way.
   */
  public RpcOutcome callTool(ToolInvocation invocation, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    return Rounds.run(state -> call(invocation, state, deadline));
  }

  /** Asks the server whether it is well: {@code ping}, which no modern server knows. */
  public RpcOutcome probe(Duration timeout) {
    String method = negotiated.era() == Era.MODERN ? "server/discover" : "ping";
    return call(method, JsonNodeFactory.instance.objectNode(), timeout);
  }

  /** The server's tools as they are now; none if it does not offer any. */
  ToolListing listTools(Duration timeout) {
    return negotiated.capabilities().tools()
        ? pages.read(this::call, timeout)
        : new ToolListing.Listed(List.of(), ToolRules.LONGEST_TTL);
  }

  /** One of the server's other lists as it is now; empty if it does not offer any. */
  ListPages.Read list(Offer offer, Duration timeout) {
    return negotiated.capabilities().offers(offer)
        ? pages.read(offer, this::call, timeout)
        : new ListPages.Read.All(List.of(), ToolRules.LONGEST_TTL);
  }

  /**
   * Asks anything else of the server. An interrupt cancels it, and so does the end of the time
   * given.
   */
  public RpcOutcome ask(String method, ObjectNode params, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    return Rounds.run(
        state -> {
          ObjectNode round = params.deepCopy();
          state.ifPresent(opaque -> round.set("requestState", opaque));
          return call(method, round, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        });
  }

  /**
   * Has the server tell when a resource is another.
   *
   * @return answered if it will
   */
  public RpcOutcome watch(Watch watch, Duration timeout) {
    return watches.begin(watch, timeout);
  }

  /** Has a modern server tell of changes of what it offers; a legacy one does so unasked. */
  void subscribe(Runnable mayHaveChanged) {
    if (negotiated.era() == Era.MODERN && negotiated.capabilities().announcesChanges()) {
      new ChangeSubscription(rpc, peer, negotiated, mayHaveChanged).start();
    }
  }

  /** Calls that have not ended. */
  int inFlight() {
    return rpc.inFlight();
  }

  /** Completes with the reason when the connection has ended. */
  CompletableFuture<String> end() {
    return peer.end();
  }

  /** Ends the connection and waits until nothing of it is left. */
  public void close() {
    rpc.close();
    cleanUp.run();
  }

  private RpcOutcome call(ToolInvocation invocation, Optional<JsonNode> state, long deadline) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("name", invocation.tool().name());
    params.set("arguments", invocation.arguments());
    // Exactly as it came, and only if it came (2026-07-28, multi round-trip requests).
    state.ifPresent(opaque -> params.set("requestState", opaque));
    Map<String, String> mirrored =
        negotiated.era() == Era.MODERN
            ? invocation.tool().mirrored().headers(invocation.arguments())
            : Map.of();
    RpcCall call =
        rpc.start(
            new RpcRequest("tools/call", signed(params), mirrored, invocation.listener() != null),
            Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    return invocation.listener() == null ? call.await() : call.await(invocation.listener());
  }

  private RpcOutcome call(String method, ObjectNode params, Duration timeout) {
    return rpc.call(method, signed(params), timeout);
  }

  private ObjectNode signed(ObjectNode params) {
    return negotiated.era() == Era.MODERN
        ? ClientIdentity.signed(negotiated.protocolVersion(), params)
        : params;
  }
}
