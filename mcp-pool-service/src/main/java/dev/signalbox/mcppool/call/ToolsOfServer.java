package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.connection.Acquired;
import dev.signalbox.mcppool.connection.Connections;
import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.ToolListing;
import dev.signalbox.mcppool.connection.WarmConnection;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The tools a server offers now. */
@Component
public class ToolsOfServer {
  private final Connections connections;

  ToolsOfServer(Connections connections) {
    this.connections = connections;
  }

  /**
   * Lists them.
   *
   * @throws ProblemException if there is no such server, or it does not tell
   */
  public ToolListing.Listed list(ServerId id, Duration timeout) {
    WarmConnection server = server(id);
    TimeLeft left = TimeLeft.of(timeout);
    McpConnection connection = connect(id, server, left);
    ToolListing listing = connection.tools(left.now());
    if (listing instanceof ToolListing.NotListed(RpcOutcome.SessionExpired ignored)) {
      server.renew(connection);
      connection = connect(id, server, left);
      listing = connection.tools(left.now());
    }
    return switch (listing) {
      case ToolListing.Listed listed -> listed;
      case ToolListing.NotListed notListed -> throw Failures.of(id, notListed.outcome());
    };
  }

  WarmConnection server(ServerId id) {
    return connections
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id)));
  }

  McpConnection connect(ServerId id, WarmConnection server, TimeLeft left) {
    return switch (server.acquire(left.now())) {
      case Acquired.Connected connected -> connected.connection();
      case Acquired.Unavailable unavailable ->
          throw Failures.unavailable(id, unavailable.reason(), unavailable.retryAfter());
      case Acquired.StillConnecting connecting -> throw Failures.late(id, "is still connecting");
    };
  }
}
