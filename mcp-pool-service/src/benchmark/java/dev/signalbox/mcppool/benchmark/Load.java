package dev.signalbox.mcppool.benchmark;

import dev.signalbox.benchmark.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Callers that each call again as soon as they are answered. */
final class Load {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Way way;
  private final int callers;
  private final int warmUpSeconds;
  private final int measuredSeconds;

  Load(Way way, int callers, int warmUpSeconds, int measuredSeconds) {
    this.way = way;
    this.callers = callers;
    this.warmUpSeconds = warmUpSeconds;
    this.measuredSeconds = measuredSeconds;
  }

  /** What one caller saw in the measured seconds. */
  private static final class Seen {
    private long[] nanos = new long[1 << 10];
    private int answered;
    private int failed;

    private void add(boolean answer, long took) {
      if (!answer) {
        failed++;
        return;
      }
      if (answered == nanos.length) {
        nanos = Arrays.copyOf(nanos, answered * 2);
      }
      nanos[answered++] = took;
    }
  }

  Map<Metric, Sample> run() {
    List<Seen> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < callers; i++) {
      Seen seen = new Seen();
      all.add(seen);
      threads.add(Thread.ofPlatform().daemon().start(() -> call(start, seen)));
    }
    start.countDown();
    for (Thread thread : threads) {
      join(thread);
    }
    return samples(all);
  }

  private void call(CountDownLatch start, Seen seen) {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    long begin = System.nanoTime() + (long) (warmUpSeconds * NANOS_PER_SECOND);
    long end = begin + (long) (measuredSeconds * NANOS_PER_SECOND);
    long now = System.nanoTime();
    while (now < end) {
      boolean answer = way.echo();
      long after = System.nanoTime();
      if (after >= begin && after < end) {
        seen.add(answer, after - now);
      }
      now = after;
    }
  }

  private Map<Metric, Sample> samples(List<Seen> all) {
    long[] sorted =
        all.stream()
            .flatMapToLong(seen -> Arrays.stream(seen.nanos, 0, seen.answered))
            .sorted()
            .toArray();
    long failed = all.stream().mapToLong(seen -> seen.failed).sum();
    Map<Metric, Sample> samples = new EnumMap<>(Metric.class);
    samples.put(Metric.RATE, Sample.of((double) sorted.length / measuredSeconds));
    samples.put(Metric.LATENCY, new Sample(millis(sorted, 0.5), millis(sorted, 0.99)));
    samples.put(
        Metric.FAILED, Sample.of(100.0 * failed / Math.max(1, failed + (double) sorted.length)));
    return samples;
  }

  private static double millis(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_PER_MILLI;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
