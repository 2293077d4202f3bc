package dev.signalbox.mcppool.pool;

import java.time.Duration;

/**
 * How connections are asked whether they are well.
 *
 * @param interval for which one may be silent before it is asked
 * @param patience for the answer
 */
record Probing(Duration interval, Duration patience) {}
