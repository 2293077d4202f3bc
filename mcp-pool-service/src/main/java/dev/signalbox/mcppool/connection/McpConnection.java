package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A connection to a server that has shaken hands. Any number of threads may use it at once. */
public final class McpConnection {
  private final RpcConnection rpc;
  private final ServerPeer peer;
  private final Negotiated negotiated;
  private final ToolList tools;
  private final Runnable cleanUp;

  /**
   * @param cleanUp frees what the connection stands on; may take its time
   */
  McpConnection(
      RpcConnection rpc, ServerPeer peer, Negotiated negotiated, int maxTools, Runnable cleanUp) {
    this.rpc = rpc;
    this.peer = peer;
    this.negotiated = negotiated;
    this.tools = new ToolList(rpc, peer, maxTools);
    this.cleanUp = cleanUp;
  }

  public Negotiated negotiated() {
    return negotiated;
  }

  /** The server's tools, from memory unless they changed. */
  public ToolListing tools(Duration timeout) {
    return tools.get(timeout);
  }

  /** Calls a tool: {@code tools/call}. */
  public RpcOutcome callTool(String tool, JsonNode arguments, Duration timeout) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("name", tool);
    params.set("arguments", arguments);
    return rpc.call("tools/call", params, timeout);
  }

  /** Completes with the reason when the connection has ended. */
  CompletableFuture<String> end() {
    return peer.end();
  }

  /** Ends the connection and waits until nothing of it is left. */
  void close() {
    rpc.close();
    cleanUp.run();
  }
}
