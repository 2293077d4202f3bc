package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.util.List;
import java.util.Optional;

/** What came of asking a server for its tools. */
public sealed interface ToolListing {

  /** The tools in the server's order. */
  record Listed(List<Tool> tools) implements ToolListing {
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
