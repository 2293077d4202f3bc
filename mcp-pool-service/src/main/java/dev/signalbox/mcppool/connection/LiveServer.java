package dev.signalbox.mcppool.connection;

/**
 * A server as this replica knows it.
 *
 * @param tools what it offers, as it was last read
 */
public record LiveServer(WarmConnection connection, ToolList tools) {}
