package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.oauth.AccessTokens;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.Sharing;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Finds the way to a server by its transport; nothing is connected yet. */
public final class ConnectionFactory {
  private final Launcher launcher;
  private final HttpConnections http;
  private final LocalServers locals;
  private final AccessTokens accessTokens;
  private final Secrets secrets;
  private final Path workDirectory;
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
    this.limits = limits;
    this.connectTimeout = connectTimeout;
    this.backOff = backOff;
    this.timer = timer;
    this.clock = clock;
  }

  public ServerAccess accessTo(ServerDefinition server) {
    ToolList tools = new ToolList(clock);
    return new ServerAccess(
        server.id().value(),
        connectorTo(server, tools),
        tools,
        server.pool().sharing() == Sharing.SHARED,
        connectTimeout,
        backOff,
        timer,
        clock);
  }

  private Connector connectorTo(ServerDefinition server, ToolList tools) {
    return switch (server.transport()) {
      case Transport.Stdio stdio ->
          new StdioConnector(
              server.id(),
              stdio,
              launcher,
              secrets,
              workDirectory,
              server.pool().sharing() != Sharing.SHARED,
              limits,
              tools);
      case Transport.StreamableHttp endpoint ->
          new HttpConnector(
              endpoint,
              http,
              secrets,
              endpoint.oauth() == null ? null : accessTokens.of(server.id()),
              limits,
              tools);
      case Transport.OpenApi api ->
          new LocalConnector(() -> locals.server(server.id(), api), limits, tools);
      case Transport.Local local -> new LocalConnector(() -> locals.server(local), limits, tools);
    };
  }
}
