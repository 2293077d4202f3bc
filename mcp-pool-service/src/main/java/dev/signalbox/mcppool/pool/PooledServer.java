package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ServerLists;
import dev.signalbox.mcppool.connection.ToolList;

/**
 * A server as this replica knows it.
 *
 * @param lists what it offers, as it was last read
 */
public record PooledServer(ServerPool pool, ServerLists lists) {
  public ToolList tools() {
    return lists.tools();
  }
}
