package dev.signalbox.eventstore.benchmark;

import java.util.Arrays;
import java.util.List;

/** How long each operation of one thread took. */
final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1 << 12];
  private int size;
  private long events;

  void add(long took, int done) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = took;
    events += done;
  }

  static Speed speed(List<Latencies> all, int seconds) {
    long[] sorted =
        all.stream().flatMapToLong(one -> Arrays.stream(one.nanos, 0, one.size)).sorted().toArray();
    long events = all.stream().mapToLong(one -> one.events).sum();
    return new Speed((double) events / seconds, millis(sorted, 0.5), millis(sorted, 0.99));
  }

  private static double millis(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_PER_MILLI;
  }
}
