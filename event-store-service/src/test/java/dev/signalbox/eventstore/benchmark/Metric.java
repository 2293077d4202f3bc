package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.Figure;
import dev.signalbox.benchmark.Tail;

/** The kinds of figures. */
enum Metric implements Figure {
  RATE("events_per_second", "events/s", Tail.LOWEST),
  LATENCY("latency", "ms", Tail.OWN),
  MISSED("missed_events", "events", Tail.HIGHEST),
  DOUBLED("doubled_events", "events", Tail.HIGHEST),
  MISORDERED("misordered_events", "events", Tail.HIGHEST),
  SMALL_RATE("events_per_second_small_log", "events/s", Tail.LOWEST),
  LARGE_RATE("events_per_second_large_log", "events/s", Tail.LOWEST),
  COST("append_cost_large_over_small", "x", Tail.HIGHEST);

  private final String label;
  private final String unit;
  private final Tail tail;

  Metric(String label, String unit, Tail tail) {
    this.label = label;
    this.unit = unit;
    this.tail = tail;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public Tail tail() {
    return tail;
  }

  @Override
  public boolean comparable() {
    return switch (this) {
      case RATE, LATENCY, SMALL_RATE, LARGE_RATE, COST -> true;
      case MISSED, DOUBLED, MISORDERED -> false;
    };
  }

  @Override
  public boolean fault() {
    return switch (this) {
      case MISSED, DOUBLED, MISORDERED -> true;
      case RATE, LATENCY, SMALL_RATE, LARGE_RATE, COST -> false;
    };
  }
}
