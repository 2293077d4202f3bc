package dev.signalbox.eventstore.benchmark;

import java.util.Map;

/** What a tailing reader met, and how fast the writers were beside it. */
record TailFigures(double eventsPerSecond, TailAudit.Counts counts) {

  Map<Metric, Sample> samples() {
    return Map.of(
        Metric.RATE, Sample.of(eventsPerSecond),
        Metric.MISSED, Sample.of((double) counts.missed()),
        Metric.DOUBLED, Sample.of((double) counts.doubled()),
        Metric.MISORDERED, Sample.of((double) counts.misordered()));
  }
}
