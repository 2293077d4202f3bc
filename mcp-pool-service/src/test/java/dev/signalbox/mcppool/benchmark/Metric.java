package dev.signalbox.mcppool.benchmark;

import java.util.List;

/** A kind of figure, and what its 99th percentile is made of. */
enum Metric {
  RATE("calls_per_second", "calls/s", Tail.LOWEST),
  LATENCY("latency", "ms", Tail.OWN),
  FAILED("failed_calls", "%", Tail.HIGHEST),
  COLD("first_call_cold", "ms", Tail.HIGHEST),
  WARM("first_call_warm", "ms", Tail.HIGHEST),
  MEMORY("memory_per_idle_connection", "MB", Tail.HIGHEST),
  LOSS("loss_noticed", "ms", Tail.HIGHEST),
  RECOVERY("recovery", "ms", Tail.HIGHEST);

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
    return this != FAILED;
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
