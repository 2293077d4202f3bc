package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.oauth.AccessTokenSource;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.transport.HttpConnections;
import dev.signalbox.mcppool.transport.HttpWire;
import dev.signalbox.mcppool.transport.RequestHeaders;
import dev.signalbox.mcppool.transport.SseWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the server over HTTP: streamable, or the first transport with its event stream where the
 * other is refused (2025-11-25, transports, backwards compatibility).
 */
final class HttpConnector implements Connector {
  private static final Duration SSE_PATIENCE = Duration.ofSeconds(10);

  private final URI endpoint;
  private final Map<String, SecretValue> secretHeaders;
  private final HttpConnections connections;
  private final Secrets secrets;
  private final @Nullable AccessTokenSource tokens;
  private final ConnectionLimits limits;
  private final Handshake handshake;
  private final ServerLists lists;
  private volatile boolean streamsOnly;

  HttpConnector(
      URI endpoint,
      Map<String, SecretValue> secretHeaders,
      HttpConnections connections,
      Secrets secrets,
      @Nullable AccessTokenSource tokens,
      ConnectionLimits limits,
      ServerLists lists) {
    this.endpoint = endpoint;
    this.secretHeaders = secretHeaders;
    this.connections = connections;
    this.secrets = secrets;
    this.tokens = tokens;
    this.limits = limits;
    this.handshake = Handshake.overHttp(limits.probePatience());
    this.lists = lists;
  }

  @Override
  public McpConnection connect(Duration timeout) throws ConnectFailed {
    Map<String, String> headers;
    try {
      headers = secrets.reveal(secretHeaders);
    } catch (IllegalArgumentException missing) {
      throw new ConnectFailed(String.valueOf(missing.getMessage()));
    }
    try {
      return connect(headers, timeout);
    } catch (ConnectFailed failure) {
      throw new ConnectFailed(Secrets.redaction(headers).apply(failure.reason()));
    }
  }

  private McpConnection connect(Map<String, String> headers, Duration timeout)
      throws ConnectFailed {
    if (streamsOnly) {
      try {
        return overSse(headers, timeout);
      } catch (ConnectFailed failure) {
        streamsOnly = false;
        throw failure;
      }
    }
    try {
      return overStreamableHttp(headers, timeout);
    } catch (ConnectFailed refusal) {
      if (!refusal.isRefused()) {
        throw refusal;
      }
      try {
        McpConnection connection = overSse(headers, SSE_PATIENCE);
        streamsOnly = true;
        return connection;
      } catch (ConnectFailed notThatEither) {
        throw refusal;
      }
    }
  }

  private McpConnection overStreamableHttp(Map<String, String> headers, Duration timeout)
      throws ConnectFailed {
    RequestHeaders all =
        tokens == null ? RequestHeaders.fixed(headers) : new AuthorizedHeaders(headers, tokens);
    HttpWire wire = connections.wire(endpoint, all, limits.maxMessage());
    ServerPeer peer = new ServerPeer(lists::announced);
    RpcConnection rpc = RpcConnection.over(wire, peer, limits.maxInFlight());
    try {
      Negotiated negotiated = handshake.perform(rpc, wire, timeout);
      if (negotiated.era() == Era.LEGACY) {
        wire.listen();
      }
      boolean mirrors = negotiated.era() == Era.MODERN;
      return new McpConnection(
          rpc, peer, negotiated, new ToolPages(limits.tools(), mirrors), () -> {});
    } catch (ConnectFailed failure) {
      rpc.close();
      throw failure;
    }
  }

  private McpConnection overSse(Map<String, String> headers, Duration timeout)
      throws ConnectFailed {
    SseWire wire = connections.sseWire(endpoint, authorized(headers), limits.maxMessage());
    ServerPeer peer = new ServerPeer(lists::announced);
    RpcConnection rpc = RpcConnection.over(wire, peer, limits.maxInFlight());
    try {
      Negotiated negotiated = InitializeHandshake.perform(rpc, wire, timeout);
      return new McpConnection(
          rpc, peer, negotiated, new ToolPages(limits.tools(), false), () -> {});
    } catch (ConnectFailed failure) {
      rpc.close();
      throw failure;
    }
  }

  private Map<String, String> authorized(Map<String, String> headers) throws ConnectFailed {
    try {
      return tokens == null ? headers : new AuthorizedHeaders(headers, tokens).current();
    } catch (IOException reason) {
      throw new ConnectFailed(String.valueOf(reason.getMessage()));
    }
  }
}
