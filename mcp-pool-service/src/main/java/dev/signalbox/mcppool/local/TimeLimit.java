package dev.signalbox.mcppool.local;

import java.time.Duration;

/** Until when something has to be done. */
public record TimeLimit(long nanoTime) {
  public static TimeLimit in(Duration time) {
    return new TimeLimit(System.nanoTime() + time.toNanos());
  }

  /** What is left; zero if nothing is. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
