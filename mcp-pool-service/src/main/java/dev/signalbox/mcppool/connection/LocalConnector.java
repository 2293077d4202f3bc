package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.local.LocalServer;
import dev.signalbox.mcppool.local.LocalServerFailed;
import dev.signalbox.mcppool.local.LocalWire;
import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.rpc.RpcConnection;
import java.time.Duration;

/** Reaches a server within this process. */
final class LocalConnector implements Connector {
  private final Source source;
  private final ConnectionLimits limits;
  private final Handshake handshake;
  private final ServerLists lists;

  /** Makes the server. */
  interface Source {

    /**
     * A server with the credentials that it has now.
     *
     * @throws IllegalArgumentException if one is missing or cannot be opened
     * @throws LocalServerFailed if it cannot work
     */
    LocalServer server() throws LocalServerFailed;
  }

  LocalConnector(Source source, ConnectionLimits limits, ServerLists lists) {
    this.source = source;
    this.limits = limits;
    this.handshake = Handshake.overHttp(limits.probePatience());
    this.lists = lists;
  }

  @Override
  public McpConnection connect(Duration timeout) throws ConnectFailed {
    TimeLimit limit = TimeLimit.in(timeout);
    LocalWire wire = new LocalWire(open(limit), limits.maxMessage());
    ServerPeer peer = new ServerPeer(lists::announced);
    RpcConnection rpc = RpcConnection.over(wire, peer, limits.maxInFlight());
    try {
      Negotiated negotiated = handshake.perform(rpc, wire, limit.left());
      return new McpConnection(
          rpc, peer, negotiated, new ToolPages(limits.tools(), false), () -> {});
    } catch (ConnectFailed failure) {
      rpc.close();
      throw failure;
    }
  }

  private LocalServer open(TimeLimit limit) throws ConnectFailed {
    try {
      LocalServer server = source.server();
      server.open(limit);
      return server;
    } catch (IllegalArgumentException | LocalServerFailed failure) {
      throw new ConnectFailed(String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConnectFailed("the connection was given up");
    }
  }
}
