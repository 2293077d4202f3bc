package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Sample;
import java.util.Arrays;

/** Durations in nanoseconds, as many as there are. Not for several threads. */
final class Latencies {

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private long[] values = new long[1_024];
  private int size;

  void add(long nanos) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = nanos;
  }

  int size() {
    return size;
  }

  /** Median and 99th percentile by nearest rank, in milliseconds; NaN of nothing. */
  Sample milliseconds() {
    Arrays.sort(values, 0, size);
    return new Sample(percentile(0.5), percentile(0.99));
  }

  private double percentile(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * size);
    return values[Math.max(0, rank - 1)] / NANOS_PER_MILLISECOND;
  }
}
