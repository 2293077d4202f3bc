package dev.signalbox.benchmark;

import java.util.List;

/**
 * One figure of one round.
 *
 * @param value of a latency: its median in this round
 * @param p99 of a latency: its 99th percentile in this round; of anything else: the value
 */
public record Sample(double value, double p99) {

  public static Sample of(double value) {
    return new Sample(value, value);
  }

  public static Sample of(long count) {
    return of((double) count);
  }

  /** What this is more than another: percentiles are taken from each other, too. */
  public Sample minus(Sample other) {
    return new Sample(value - other.value, p99 - other.p99);
  }

  static List<Double> values(List<Sample> rounds) {
    return rounds.stream().map(Sample::value).toList();
  }
}
