package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.Sample;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Appends to existing streams of ten events, all over a small log and all over one a hundred times
 * as long. The large one is filled once; the small one before every round, because the measured
 * appends themselves would soon double it.
 */
final class Growth {

  private static final String SMALL = "bench_growth_small";
  private static final String LARGE = "bench_growth_large";
  private static final int TIMES = 100;
  private static final int STREAM = 10;
  private static final int WRITERS = 8;

  private final Server server;
  private final Subject subject;
  private final Options options;
  private final Interval interval;
  private final PrintStream progress;

  Growth(
      Server server,
      Subject subject,
      Options options,
      Interval interval,
      PrintStream progress) {
    this.server = server;
    this.subject = subject;
    this.options = options;
    this.interval = interval;
    this.progress = progress;
  }

  void measure(BiConsumer<Integer, Map<Metric, Sample>> note) {
    fill(LARGE, options.growthEvents());
    for (int round = 1; round <= options.rounds(); round++) {
      boolean smallFirst = round % 2 == 1;
      fill(SMALL, options.growthEvents() / TIMES);
      double first = rate(smallFirst);
      double second = rate(!smallFirst);
      double small = smallFirst ? first : second;
      double large = smallFirst ? second : first;
      note.accept(
          round,
          Map.of(
              Metric.SMALL_RATE, Sample.of(small),
              Metric.LARGE_RATE, Sample.of(large),
              Metric.COST, Sample.of(small / large)));
    }
    server.drop(SMALL);
    server.drop(LARGE);
  }

  private void fill(String database, int events) {
    server.drop(database);
    server.copy(Contest.template(subject), database);
    progress.printf("loading %,d events%n", events);
    try (Store store = subject.open(database)) {
      store.load(new Layout("bench/growth", events / STREAM, STREAM));
    }
    server.vacuum(database);
  }

  private double rate(boolean small) {
    int streams = options.growthEvents() / (small ? TIMES : 1) / STREAM;
    int own = Math.min(Layout.OWN_STREAMS, streams / WRITERS);
    AppendLoad load =
        new AppendLoad(
            WRITERS, 1, "bench/growth", own, false, streams / (own * WRITERS), true, interval);
    try (Store store = subject.open(small ? SMALL : LARGE)) {
      server.settle();
      return store.append(load).eventsPerSecond();
    }
  }
}
