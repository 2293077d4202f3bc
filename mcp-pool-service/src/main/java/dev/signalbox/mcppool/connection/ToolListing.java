package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.MissingNode;

/** What came of asking a server for its tools. */
public sealed interface ToolListing {

  /** How the asking ended. */
  default RpcOutcome outcome() {
    return switch (this) {
      case Listed listed -> new RpcOutcome.Answered(MissingNode.getInstance());
      case NotListed notListed -> notListed.outcome();
    };
  }

  /**
   * The tools in the server's order.
   *
   * @param ttl how long they may be taken for true (2026-07-28, server, caching)
   */
  record Listed(List<Tool> tools, Duration ttl) implements ToolListing {
    public Listed {
      tools = List.copyOf(tools);
    }

    public Optional<Tool> find(String name) {
      return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
  }

  /** The server did not tell. */
  record NotListed(RpcOutcome outcome) implements ToolListing {}
}
