package dev.signalbox.mcppool.connection;

/**
 * What one connection may take.
 *
 * @param maxMessage bytes of a message of the server
 * @param maxInFlight calls at once
 * @param maxQueued messages waiting to be written
 * @param maxTools tools listed
 */
record ConnectionLimits(int maxMessage, int maxInFlight, int maxQueued, int maxTools) {}
