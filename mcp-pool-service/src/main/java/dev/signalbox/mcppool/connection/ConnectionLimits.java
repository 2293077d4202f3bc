package dev.signalbox.mcppool.connection;

import java.time.Duration;

/**
 * What one connection may take.
 *
 * @param maxMessage bytes of a message of the server
 * @param maxInFlight calls at once
 * @param maxQueued messages waiting to be written
 * @param probePatience how long a server may leave the question for its era unanswered
 */
record ConnectionLimits(
    int maxMessage, int maxInFlight, int maxQueued, ToolRules tools, Duration probePatience) {}
