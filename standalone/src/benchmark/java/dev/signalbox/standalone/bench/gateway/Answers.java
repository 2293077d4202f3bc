package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Sample;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients that go on asking got in one interval. */
final class Answers {

  private final Latencies latencies = new Latencies();
  private final Latencies firstTokens = new Latencies();
  private final FrameAudit.Timing timing = new FrameAudit.Timing();
  private FrameAudit.Counts frames = FrameAudit.Counts.NONE;
  private long failed;
  private @Nullable String failure;

  FrameAudit.Timing timing() {
    return timing;
  }

  void answered(Exchange exchange) {
    latencies.add(exchange.answeredNanos());
    FrameAudit audit = exchange.audit();
    if (audit != null) {
      firstTokens.add(exchange.firstTokenNanos());
      frames = frames.plus(audit.counts());
    }
  }

  void failed(String reason) {
    failed++;
    if (failure == null) {
      failure = reason;
    }
  }

  long failed() {
    return failed;
  }

  /** Of the first request that failed. */
  @Nullable String failure() {
    return failure;
  }

  Map<Metric, Sample> requests() {
    return figures(Map.of(Metric.LATENCY, latencies.milliseconds()));
  }

  Map<Metric, Sample> rate(int seconds) {
    return figures(
        Map.of(
            Metric.RATE, Sample.of((double) latencies.size() / seconds),
            Metric.LATENCY, latencies.milliseconds()));
  }

  Map<Metric, Sample> firstTokens() {
    return figures(Map.of(Metric.FIRST_TOKEN, firstTokens.milliseconds()));
  }

  Map<Metric, Sample> gaps() {
    return figures(Map.of(Metric.TOKEN_GAP, timing.gaps().milliseconds()));
  }

  private Map<Metric, Sample> figures(Map<Metric, Sample> measured) {
    Map<Metric, Sample> all = new EnumMap<>(Metric.class);
    measured.forEach(
        (metric, sample) -> {
          if (!Double.isNaN(sample.value())) {
            all.put(metric, sample);
          }
        });
    all.put(Metric.FAILED_REQUESTS, Sample.of(failed));
    if (firstTokens.size() > 0) {
      all.put(Metric.LOST_FRAMES, Sample.of(frames.lost()));
      all.put(Metric.DOUBLED_FRAMES, Sample.of(frames.doubled()));
      all.put(Metric.MISORDERED_FRAMES, Sample.of(frames.misordered()));
    }
    return all;
  }
}
