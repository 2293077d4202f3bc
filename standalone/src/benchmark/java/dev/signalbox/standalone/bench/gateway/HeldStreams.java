package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Sample;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of streams that were all open at the same time. */
final class HeldStreams {

  private final FrameAudit.Timing timing = new FrameAudit.Timing();
  private FrameAudit.Counts frames = FrameAudit.Counts.NONE;
  private long held;
  private long failed;
  private @Nullable String failure;

  FrameAudit.Timing timing() {
    return timing;
  }

  void ended(FrameAudit audit) {
    frames = frames.plus(audit.counts());
    if (audit.counts().faultless()) {
      held++;
    }
  }

  // What a stream that was refused or cut did not bring is no silent loss.
  void failed(String reason) {
    failed++;
    if (failure == null) {
      failure = reason;
    }
  }

  @Nullable String failure() {
    return failure;
  }

  Map<Metric, Sample> figures() {
    Map<Metric, Sample> all = new EnumMap<>(Metric.class);
    all.put(Metric.HELD_STREAMS, Sample.of(held));
    all.put(Metric.FAILED_STREAMS, Sample.of(failed));
    all.put(Metric.LOST_FRAMES, Sample.of(frames.lost()));
    all.put(Metric.DOUBLED_FRAMES, Sample.of(frames.doubled()));
    all.put(Metric.MISORDERED_FRAMES, Sample.of(frames.misordered()));
    all.put(Metric.LATE_FRAMES, Sample.of(frames.late()));
    if (timing.delays().size() > 0) {
      all.put(Metric.FRAME_DELAY, timing.delays().milliseconds());
    }
    return all;
  }
}
