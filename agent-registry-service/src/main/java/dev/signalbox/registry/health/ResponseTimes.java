package dev.signalbox.registry.health;

import org.jspecify.annotations.Nullable;

/**
 * Response times, counted by their length in classes a fifth wide: class {@code n} ends at 2^(n/4)
 * milliseconds.
 */
final class ResponseTimes {

  static final int CLASSES = 88;

  private final long[] counts = new long[CLASSES];

  /** The class that a response time falls into, from 0. */
  static int classOf(long millis) {
    if (millis < 1) {
      return 0;
    }
    int index = (int) Math.floor(4 * Math.log((double) millis) / Math.log(2)) + 1;
    return Math.min(index, CLASSES - 1);
  }

  void add(Integer[] others) {
    for (int index = 0; index < Math.min(others.length, CLASSES); index++) {
      counts[index] += others[index];
    }
  }

  /** Below which this share of them is, in milliseconds; null if there are none. */
  @Nullable Long quantile(double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    if (all == 0) {
      return null;
    }
    long wanted = (long) Math.ceil((double) all * share);
    long seen = 0;
    for (int index = 0; index < CLASSES; index++) {
      seen += counts[index];
      if (seen >= wanted) {
        return Math.round(Math.pow(2, index / 4.0));
      }
    }
    throw new IllegalStateException("a share is at most 1");
  }
}
