package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.transport.HttpConnections;
import dev.signalbox.mcppool.transport.HttpWire;
import java.time.Duration;
import java.util.Map;

/** Reaches the server over streamable HTTP. */
final class HttpConnector implements Connector {
  private final Transport.StreamableHttp http;
  private final HttpConnections connections;
  private final Secrets secrets;
  private final ConnectionLimits limits;

  HttpConnector(
      Transport.StreamableHttp http,
      HttpConnections connections,
      Secrets secrets,
      ConnectionLimits limits) {
    this.http = http;
    this.connections = connections;
    this.secrets = secrets;
    this.limits = limits;
  }

  @Override
  public McpConnection connect(Duration timeout) throws ConnectFailed {
    Map<String, String> headers;
    try {
      headers = secrets.reveal(http.headers());
    } catch (IllegalArgumentException missing) {
      throw new ConnectFailed(String.valueOf(missing.getMessage()));
    }
    HttpWire wire = connections.wire(http.url(), headers, limits.maxMessage());
    ServerPeer peer = new ServerPeer();
    RpcConnection rpc = RpcConnection.over(wire, peer, limits.maxInFlight());
    try {
      Negotiated negotiated = InitializeHandshake.perform(rpc, wire, timeout);
      wire.listen();
      return new McpConnection(rpc, peer, negotiated, limits.maxTools(), () -> {});
    } catch (ConnectFailed failure) {
      rpc.close();
      throw new ConnectFailed(Secrets.redaction(headers).apply(failure.reason()));
    }
  }
}
