package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.Sample;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares what a tailing reader met with what was appended. Writers and the reader may call it at
 * the same time; in Node, {@code tail-audit.js} is the same.
 */
final class TailAudit {

  private final Map<String, Seen> streams = new HashMap<>();
  private long appended;
  private long seen;
  private long doubled;
  private long misordered;

  private static final class Seen {
    private final BitSet versions = new BitSet();
    private int last;
  }

  /** What was wrong. */
  record Counts(long appended, long missed, long doubled, long misordered) {

    Map<Metric, Sample> samples() {
      return Map.of(
          Metric.MISSED, Sample.of((double) missed),
          Metric.DOUBLED, Sample.of((double) doubled),
          Metric.MISORDERED, Sample.of((double) misordered));
    }
  }

  synchronized void appended(long events) {
    appended += events;
  }

  /** The reader has met this version of this stream; the first is 1. */
  synchronized void read(String stream, long version) {
    Seen before = streams.computeIfAbsent(stream, any -> new Seen());
    int bit = Math.toIntExact(version);
    if (before.versions.get(bit)) {
      doubled++;
      return;
    }
    before.versions.set(bit);
    seen++;
    if (bit < before.last) {
      misordered++;
    } else {
      before.last = bit;
    }
  }

  /** Whether the reader has met everything; true at the end only if nobody writes any more. */
  synchronized boolean complete() {
    return seen == appended;
  }

  synchronized Counts counts() {
    return new Counts(appended, appended - seen, doubled, misordered);
  }
}
