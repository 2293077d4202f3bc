package dev.signalbox.eventstore.benchmark;

/** What counts is what ends in the measured seconds, which follow those of warming up. */
record Interval(int warmUpSeconds, int measuredSeconds) {

  long beginNanos(long now) {
    return now + warmUpSeconds * 1_000_000_000L;
  }

  long endNanos(long now) {
    return beginNanos(now) + measuredSeconds * 1_000_000_000L;
  }
}
