package dev.signalbox.eventstore.archive;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where months are, and what was moved by this process; gauges are unknown in an outage. */
final class ArchiveMetrics {

  private final MeterRegistry registry;
  private volatile Archives.@Nullable Counts counts;

  ArchiveMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Archive.State state : Archive.State.values()) {
      Gauge.builder("signalbox.archive.months", () -> months(state))
          .tag("state", state.code())
          .register(registry);
    }
    Gauge.builder("signalbox.archive.failing", this::failing).register(registry);
  }

  void measured(Archives.@Nullable Counts now) {
    counts = now;
  }

  /**
   * A step of the work on a month.
   *
   * @param from the state it began in
   */
  void step(Archive.State from, boolean done, Duration took) {
    registry
        .timer("signalbox.archive.steps", "from", from.code(), "outcome", done ? "done" : "failed")
        .record(took);
  }

  void archived(long events, long bytes) {
    registry.counter("signalbox.archive.events", "direction", "out").increment((double) events);
    registry.counter("signalbox.archive.bytes").increment((double) bytes);
  }

  void restored(long events) {
    registry.counter("signalbox.archive.events", "direction", "in").increment((double) events);
  }

  private double months(Archive.State state) {
    Archives.Counts now = counts;
    Map<Archive.State, Integer> months = now == null ? null : now.months();
    return months == null ? Double.NaN : months.getOrDefault(state, 0);
  }

  private double failing() {
    Archives.Counts now = counts;
    return now == null ? Double.NaN : now.failing();
  }
}
