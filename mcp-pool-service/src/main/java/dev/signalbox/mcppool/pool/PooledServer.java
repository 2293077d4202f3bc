package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ToolList;

/**
 * A server as this replica knows it.
 *
 * @param tools what it offers, as it was last read
 */
public record PooledServer(ServerPool pool, ToolList tools) {}
