package dev.signalbox.mcppool.server;

/**
 * Within the transaction: the server of that name is removed, at another place or has another
 * client, so that what was granted to the one before is not for it.
 *
 * @param by who wants it
 */
public record AccessLapsed(ServerId server, String by) {}
