package dev.signalbox.eventstore.benchmark;

import java.util.List;

/** A kind of figure, and what its 99th percentile is made of. */
enum Metric {
  RATE("events_per_second", "events/s", Tail.LOWEST),
  LATENCY("latency", "ms", Tail.OWN),
  MISSED("missed_events", "events", Tail.HIGHEST),
  DOUBLED("doubled_events", "events", Tail.HIGHEST),
  MISORDERED("misordered_events", "events", Tail.HIGHEST),
  SMALL_RATE("events_per_second_small_log", "events/s", Tail.LOWEST),
  LARGE_RATE("events_per_second_large_log", "events/s", Tail.LOWEST),
  COST("append_cost_large_over_small", "x", Tail.HIGHEST);

  private enum Tail {
    /** Each round has one; theirs is the median. */
    OWN,
    /** What 99 of 100 rounds reach. */
    LOWEST,
    /** What 99 of 100 rounds stay within. */
    HIGHEST
  }

  private final String label;
  private final String unit;
  private final Tail tail;

  Metric(String label, String unit, Tail tail) {
    this.label = label;
    this.unit = unit;
    this.tail = tail;
  }

  String label() {
    return label;
  }

  String unit() {
    return unit;
  }

  /** Whether ours over a peer's says something. */
  boolean comparable() {
    return switch (this) {
      case RATE, LATENCY, SMALL_RATE, LARGE_RATE, COST -> true;
      case MISSED, DOUBLED, MISORDERED -> false;
    };
  }

  double p99(List<Sample> rounds) {
    return switch (tail) {
      case OWN -> Statistics.median(rounds.stream().map(Sample::p99).toList());
      case LOWEST -> Statistics.percentile(values(rounds), 0.01);
      case HIGHEST -> Statistics.percentile(values(rounds), 0.99);
    };
  }

  static List<Double> values(List<Sample> rounds) {
    return rounds.stream().map(Sample::value).toList();
  }
}
