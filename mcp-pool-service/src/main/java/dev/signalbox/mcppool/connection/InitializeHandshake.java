package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.Wire;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The handshake of the protocol's first era, 2024-11-05 to 2025-11-25 (basic, lifecycle): {@code
 * initialize}, its answer, {@code notifications/initialized}. A server of the era that begins with
 * 2026-07-28 knows no {@code initialize}; its handshake will stand beside this one.
 */
final class InitializeHandshake {
  static final String NEWEST = "2025-11-25";
  private static final List<String> VERSIONS =
      List.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");
  private static final int MAX_NAME = 200;

  private InitializeHandshake() {}

  static Negotiated perform(RpcConnection connection, Wire wire, Duration timeout)
      throws ConnectFailed {
    return switch (connection.call("initialize", params(), timeout)) {
      case RpcOutcome.Answered answered -> accept(connection, wire, answered.result(), timeout);
      case RpcOutcome.Refused refused ->
          throw new ConnectFailed(
              "the server refused initialize: %s (%d)"
                  .formatted(refused.message(), refused.code()));
      case RpcOutcome.TimedOut timedOut ->
          throw new ConnectFailed(
              "the server did not answer initialize within " + timeout.toMillis() + " ms");
      case RpcOutcome.Lost lost -> throw new ConnectFailed(lost.reason());
      case RpcOutcome.Unreadable unreadable -> throw new ConnectFailed(unreadable.reason());
      case RpcOutcome.SessionExpired expired ->
          throw new ConnectFailed("the server knows no session before there is one");
      case RpcOutcome.Cancelled cancelled -> throw new ConnectFailed(cancelled.reason());
      case RpcOutcome.Overloaded overloaded ->
          throw new ConnectFailed("no room for a call on a new connection");
    };
  }

  private static Negotiated accept(
      RpcConnection connection, Wire wire, JsonNode result, Duration timeout) throws ConnectFailed {
    String version = result.path("protocolVersion").asString("");
    if (!VERSIONS.contains(version)) {
      throw new ConnectFailed(
          "the server speaks version \"%s\" of the protocol; known are %s"
              .formatted(shortened(version), String.join(", ", VERSIONS)));
    }
    wire.negotiated(version);
    try {
      if (!connection.notify("notifications/initialized", null, timeout)) {
        throw new ConnectFailed("the server does not read what it is sent");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConnectFailed("interrupted");
    }
    JsonNode server = result.path("serverInfo");
    return new Negotiated(
        version,
        shortened(server.path("name").asString("")),
        shortened(server.path("version").asString("")));
  }

  private static JsonNode params() {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("protocolVersion", NEWEST);
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "signalbox-mcp-pool").put("version", "0.1.0");
    return params;
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MAX_NAME));
  }
}
