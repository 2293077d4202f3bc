package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.Wire;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The handshake of the protocol's first era, 2024-11-05 to 2025-11-25 (basic, lifecycle): {@code
 * initialize}, its answer, {@code notifications/initialized}.
 */
final class InitializeHandshake {
  private InitializeHandshake() {}

  static Negotiated perform(RpcConnection connection, Wire wire, Duration timeout)
      throws ConnectFailed {
    return switch (connection.call("initialize", params(), timeout)) {
      case RpcOutcome.Answered answered -> accept(connection, wire, answered.result(), timeout);
      case RpcOutcome.Refused refused ->
          throw ConnectFailed.refused(
              "the server refused initialize: %s (%d)"
                  .formatted(Negotiated.shortened(refused.message()), refused.code()));
      case RpcOutcome.TimedOut timedOut ->
          throw new ConnectFailed("the server did not answer in time");
      case RpcOutcome.Lost lost -> throw new ConnectFailed(lost.reason());
      case RpcOutcome.Unreadable unreadable -> throw ConnectFailed.refused(unreadable.reason());
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
    if (!ProtocolVersions.isLegacy(version)) {
      throw new ConnectFailed(
          "the server speaks version \"%s\" of the protocol; known are %s"
              .formatted(Negotiated.shortened(version), ProtocolVersions.all()));
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
    return Negotiated.of(version, result.path("serverInfo"), result.path("capabilities"));
  }

  private static JsonNode params() {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("protocolVersion", ProtocolVersions.NEWEST_LEGACY);
    params.set("capabilities", ClientIdentity.capabilities());
    params.set("clientInfo", ClientIdentity.info());
    return params;
  }
}
