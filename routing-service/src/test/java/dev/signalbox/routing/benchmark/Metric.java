package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.Figure;
import dev.signalbox.benchmark.Tail;

/** The kinds of figures. */
enum Metric implements Figure {
  ACCURACY("accuracy", "%", Tail.LOWEST),
  AMONG_FIVE("among_five", "%", Tail.LOWEST),
  ACCEPTED_RIGHT("accepted_right", "%", Tail.LOWEST),
  ACCEPTED_WRONG("accepted_wrong", "%", Tail.HIGHEST),
  OUT_OF_SCOPE_REJECTED("out_of_scope_rejected", "%", Tail.LOWEST),
  UNREGISTERED_REJECTED("unregistered_rejected", "%", Tail.LOWEST),
  WORST_REJECTED("worst_rejected", "%", Tail.LOWEST),
  SEPARATION("separation_auroc", "%", Tail.LOWEST),
  CALIBRATION_ERROR("calibration_error", "%", Tail.HIGHEST),
  LATENCY("latency", "ms", Tail.OWN),
  REFIT("refit", "ms", Tail.OWN),
  LATENCY_WHILE_REFITTING("latency_while_refitting", "ms", Tail.OWN),
  RATE("decisions_per_second", "decisions/s", Tail.LOWEST);

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

  /** No peer is measured beside it: what others publish is in docs/benchmarks.md. */
  @Override
  public boolean comparable() {
    return false;
  }

  @Override
  public boolean fault() {
    return false;
  }
}
