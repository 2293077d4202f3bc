package dev.signalbox.mcppool.connection;

/**
 * A way to a server, of one or of several to replicas that are alike.
 *
 * @param weight how much of the calls it takes, beside those of the others
 */
record Route(Connector connector, int weight) {}
