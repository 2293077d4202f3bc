package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.Sample;
import java.util.Map;

/** How fast something went, and how long one append or read took. */
record Speed(double eventsPerSecond, double p50Millis, double p99Millis) {

  Map<Metric, Sample> samples() {
    return Map.of(
        Metric.RATE, Sample.of(eventsPerSecond), Metric.LATENCY, new Sample(p50Millis, p99Millis));
  }
}
