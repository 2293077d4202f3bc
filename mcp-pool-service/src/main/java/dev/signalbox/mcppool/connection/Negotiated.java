package dev.signalbox.mcppool.connection;

/**
 * What the handshake agreed on.
 *
 * @param serverName as the server calls itself; empty if it does not say
 */
public record Negotiated(String protocolVersion, String serverName, String serverVersion) {}
