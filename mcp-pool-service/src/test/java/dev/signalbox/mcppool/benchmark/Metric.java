package dev.signalbox.mcppool.benchmark;

import dev.signalbox.benchmark.Figure;
import dev.signalbox.benchmark.Tail;

/** The kinds of figures. */
enum Metric implements Figure {
  RATE("calls_per_second", "calls/s", Tail.LOWEST),
  LATENCY("latency", "ms", Tail.OWN),
  FAILED("failed_calls", "%", Tail.HIGHEST),
  COLD("first_call_cold", "ms", Tail.HIGHEST),
  WARM("first_call_warm", "ms", Tail.HIGHEST),
  MEMORY("memory_per_idle_connection", "MB", Tail.HIGHEST),
  LOSS("loss_noticed", "ms", Tail.HIGHEST),
  RECOVERY("recovery", "ms", Tail.HIGHEST);

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
    return this != FAILED;
  }

  @Override
  public boolean fault() {
    return this == FAILED;
  }
}
