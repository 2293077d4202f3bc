package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.connection.Acquired;
import dev.signalbox.mcppool.connection.Connections;
import dev.signalbox.mcppool.connection.LiveServer;
import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolListing;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The tools a server offers. */
@Component
public class ToolsOfServer {
  private final Connections connections;

  ToolsOfServer(Connections connections) {
    this.connections = connections;
  }

  /**
   * Lists them: from memory while the server lets it, and also while the server cannot be asked.
   *
   * @throws ProblemException if there is no such server, or it never told
   */
  public OfferedTools list(ServerId id, Duration timeout) {
    LiveServer server = server(id);
    Optional<ToolListing.Listed> fresh = server.tools().fresh();
    if (fresh.isPresent()) {
      return new OfferedTools(fresh.get().tools(), null);
    }
    try {
      return new OfferedTools(read(id, server, TimeLeft.of(timeout)).tools(), null);
    } catch (ProblemException failure) {
      ToolListing.Listed known = server.tools().lastKnown().orElseThrow(() -> failure);
      return new OfferedTools(known.tools(), failure.detail());
    }
  }

  /** The tool, if its server has it as far as is known. */
  Optional<Tool> find(ServerId id, LiveServer server, String name, TimeLeft left) {
    Optional<Tool> known = server.tools().unchanged().flatMap(listed -> listed.find(name));
    if (known.isPresent() || server.tools().fresh().isPresent()) {
      return known;
    }
    try {
      return read(id, server, left).find(name);
    } catch (ProblemException failure) {
      Optional<Tool> before = server.tools().lastKnown().flatMap(listed -> listed.find(name));
      if (before.isEmpty()) {
        throw failure;
      }
      return before;
    }
  }

  /** The tool as its server has it now. */
  Optional<Tool> findAnew(ServerId id, LiveServer server, String name, TimeLeft left) {
    return read(id, server, left).find(name);
  }

  LiveServer server(ServerId id) {
    return connections
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id)));
  }

  McpConnection connect(ServerId id, LiveServer server, TimeLeft left) {
    return switch (server.connection().acquire(left.now())) {
      case Acquired.Connected connected -> connected.connection();
      case Acquired.Unavailable unavailable ->
          throw Failures.unavailable(id, unavailable.reason(), unavailable.retryAfter());
      case Acquired.StillConnecting connecting -> throw Failures.late(id, "is still connecting");
    };
  }

  private ToolListing.Listed read(ServerId id, LiveServer server, TimeLeft left) {
    McpConnection connection = connect(id, server, left);
    ToolListing listing = server.tools().read(connection, left.now());
    if (listing instanceof ToolListing.NotListed(RpcOutcome.SessionExpired ignored)) {
      server.connection().renew(connection);
      listing = server.tools().read(connect(id, server, left), left.now());
    }
    return switch (listing) {
      case ToolListing.Listed listed -> listed;
      case ToolListing.NotListed notListed -> throw Failures.of(id, notListed.outcome());
    };
  }
}
