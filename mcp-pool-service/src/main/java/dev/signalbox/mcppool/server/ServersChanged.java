package dev.signalbox.mcppool.server;

/** Within this process: a server was registered or removed, and that is committed. */
public record ServersChanged() {}
