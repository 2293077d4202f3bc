package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.oauth.AccessTokens;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.Sharing;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** Finds the way to a server by its transport; nothing is connected yet. */
public final class ConnectionFactory {
  private final Launcher launcher;
  private final HttpConnections http;
  private final LocalServers locals;
  private final AccessTokens accessTokens;
  private final Secrets secrets;
  private final Path workDirectory;
  private final ListChanges changes;
  private final ConnectionLimits limits;
  private final Duration connectTimeout;
  private final BackOff backOff;
  private final ScheduledExecutorService timer;
  private final Clock clock;

  ConnectionFactory(
      Launcher launcher,
      HttpConnections http,
      LocalServers locals,
      AccessTokens accessTokens,
      Secrets secrets,
      Path workDirectory,
      ListChanges changes,
      ConnectionLimits limits,
      Duration connectTimeout,
      BackOff backOff,
      ScheduledExecutorService timer,
      Clock clock) {
    this.launcher = launcher;
    this.http = http;
    this.locals = locals;
    this.accessTokens = accessTokens;
    this.secrets = secrets;
    this.workDirectory = workDirectory;
    this.changes = changes;
    this.limits = limits;
    this.connectTimeout = connectTimeout;
    this.backOff = backOff;
    this.timer = timer;
    this.clock = clock;
  }

  public ServerAccess accessTo(ServerDefinition server) {
    ServerLists lists = new ServerLists(clock, list -> changes.announced(server.id(), list));
    return new ServerAccess(
        server.id().value(),
        routesTo(server, lists),
        lists,
        server.pool().sharing() == Sharing.SHARED,
        connectTimeout,
        backOff,
        timer,
        clock);
  }

  private List<Route> routesTo(ServerDefinition server, ServerLists lists) {
    return switch (server.transport()) {
      case Transport.Stdio stdio ->
          only(
              new StdioConnector(
                  server.id(),
                  stdio,
                  launcher,
                  secrets,
                  workDirectory,
                  server.pool().sharing() != Sharing.SHARED,
                  limits,
                  lists));
      case Transport.StreamableHttp remote ->
          remote.endpoints().stream()
              .map(
                  endpoint ->
                      new Route(
                          connectorTo(server, remote, endpoint.url(), lists), endpoint.weight()))
              .toList();
      case Transport.OpenApi api ->
          only(new LocalConnector(() -> locals.server(server.id(), api), limits, lists));
      case Transport.Local local ->
          only(new LocalConnector(() -> locals.server(local), limits, lists));
    };
  }

  private Connector connectorTo(
      ServerDefinition server, Transport.StreamableHttp remote, URI endpoint, ServerLists lists) {
    return new HttpConnector(
        endpoint,
        remote.headers(),
        http,
        secrets,
        remote.oauth() == null ? null : accessTokens.of(server.id()),
        limits,
        lists);
  }

  private static List<Route> only(Connector connector) {
    return List.of(new Route(connector, 1));
  }
}
