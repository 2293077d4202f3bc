package dev.signalbox.mcppool.call;

import java.time.Duration;

/** Counts down what a request has left, by a clock that nobody sets. */
record TimeLeft(long deadlineNanos) {
  static TimeLeft of(Duration timeout) {
    return new TimeLeft(System.nanoTime() + timeout.toNanos());
  }

  Duration now() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }
}
