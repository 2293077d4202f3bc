package dev.signalbox.mcppool.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a server that failed is tried again.
 *
 * @param crashLoopAfter failures in a row that make a crash loop
 * @param stableAfter how long a connection lives to end such a row
 */
record BackOff(Duration initial, Duration max, int crashLoopAfter, Duration stableAfter) {
  private static final int MAX_DOUBLINGS = 30;

  /** Between half and all of the initial wait, doubled with each failure up to the longest. */
  Duration delay(int failures, RandomGenerator random) {
    long doublings = Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
    long nanos = Math.min(max.toNanos(), initial.toNanos() * (1L << doublings));
    return Duration.ofNanos(nanos - random.nextLong(nanos / 2 + 1));
  }

  boolean isCrashLoop(int failures) {
    return failures >= crashLoopAfter;
  }
}
