package dev.signalbox.mcppool.process;

import java.time.Duration;

/**
 * How long a tree of processes is given to end.
 *
 * @param afterEndOfInput before SIGTERM
 * @param afterTerm between SIGTERM and SIGKILL
 */
public record StopTimes(Duration afterEndOfInput, Duration afterTerm) {}
