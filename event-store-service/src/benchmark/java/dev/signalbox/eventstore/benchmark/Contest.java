package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.Sample;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measures the subjects against each other, round after round, in turn forwards and backwards. */
final class Contest {

  private static final int READERS = 8;
  private static final int LONG_STREAM = 1_000;
  private static final int LONG_STREAMS = 64;
  private static final int REPLAYED_STREAM = 100;

  private final Server server;
  private final List<Subject> subjects;
  private final Options options;
  private final Results<Metric> results;
  private final Report<Metric> report;
  private final PrintStream progress;
  private final Interval interval;
  private int measurements;

  Contest(
      Server server,
      List<Subject> subjects,
      Options options,
      Results<Metric> results,
      Report<Metric> report,
      PrintStream progress) {
    this.server = server;
    this.subjects = subjects;
    this.options = options;
    this.results = results;
    this.report = report;
    this.progress = progress;
    this.interval = new Interval(options.warmUp(), options.seconds());
  }

  /** Everything that begins with an empty store each time. */
  void fromEmpty(List<BenchmarkCase> cases) {
    if (cases.isEmpty()) {
      return;
    }
    subjects.stream()
        .filter(subject -> !subject.lasting())
        .forEach(subject -> inFreshStore(subject, this::warmUp));
    for (int round = 1; round <= options.rounds(); round++) {
      Map<Subject, Store> lasting = new LinkedHashMap<>();
      try {
        for (BenchmarkCase one : cases) {
          for (Subject subject : inTurn(round)) {
            Map<Metric, Sample> figures =
                subject.lasting()
                    ? measure(one, lasting.computeIfAbsent(subject, this::openLasting))
                    : inFreshStore(subject, store -> measure(one, store));
            note(one, round, subject, figures);
          }
        }
      } finally {
        lasting.values().forEach(Store::close);
      }
    }
  }

  /** Each subject's log is filled once, audited once and read in every round. */
  void replay(BenchmarkCase one) {
    int streams = options.replayEvents() / REPLAYED_STREAM;
    Layout layout = new Layout("bench/replay", streams, REPLAYED_STREAM);
    List<Store> stores = new ArrayList<>();
    try {
      for (Subject subject : subjects) {
        progress.printf("loading %,d events into %s%n", layout.events(), subject.name());
        Store store = subject.open(fresh(subject));
        stores.add(store);
        store.load(layout);
        server.vacuum(database(subject));
        note(one, 0, subject, store.replay(layout.events(), true).counts().samples());
      }
      for (int round = 1; round <= options.rounds(); round++) {
        for (Subject subject : inTurn(round)) {
          Followed log = stores.get(subjects.indexOf(subject)).replay(layout.events(), false);
          note(one, round, subject, Map.of(Metric.RATE, Sample.of(log.eventsPerSecond())));
        }
      }
    } finally {
      stores.forEach(Store::close);
    }
    subjects.forEach(subject -> server.drop(database(subject)));
  }

  private List<Subject> inTurn(int round) {
    return round % 2 == 1 ? subjects : subjects.reversed();
  }

  private Map<Metric, Sample> measure(BenchmarkCase one, Store store) {
    server.settle();
    return switch (one) {
      case BenchmarkCase.Append shape ->
          store.append(AppendLoad.of(shape, prefix(), interval)).samples();
      case BenchmarkCase.ReadStream() -> {
        Layout layout = new Layout(prefix(), LONG_STREAMS, LONG_STREAM);
        store.load(layout);
        server.settle();
        yield store.read(layout, READERS, interval).samples();
      }
      case BenchmarkCase.Tail() -> {
        Followed log = store.tail(TailLoad.of(prefix(), options.seconds()));
        Map<Metric, Sample> figures = new EnumMap<>(log.counts().samples());
        figures.put(Metric.RATE, Sample.of(log.eventsPerSecond()));
        yield figures;
      }
      case BenchmarkCase.Replay(), BenchmarkCase.Growth() ->
          throw new IllegalArgumentException(one.label() + " begins with a loaded store");
    };
  }

  private Store openLasting(Subject subject) {
    Store store = subject.open(fresh(subject));
    warmUp(store);
    return store;
  }

  // A JVM just started is not what is measured.
  private Store warmUp(Store store) {
    Interval warmUp = new Interval(0, 2 * options.warmUp() + 1);
    for (int events : new int[] {1, 10}) {
      store.append(AppendLoad.of(new BenchmarkCase.Append(8, events, false), prefix(), warmUp));
    }
    Layout layout = new Layout(prefix(), READERS, LONG_STREAM);
    store.load(layout);
    store.read(layout, READERS, new Interval(0, options.warmUp() + 1));
    return store;
  }

  private <T> T inFreshStore(Subject subject, Function<Store, T> work) {
    T result;
    try (Store store = subject.open(fresh(subject))) {
      result = work.apply(store);
    }
    server.drop(database(subject));
    return result;
  }

  private String fresh(Subject subject) {
    server.drop(database(subject));
    server.copy(template(subject), database(subject));
    return database(subject);
  }

  static String template(Subject subject) {
    return database(subject) + "_empty";
  }

  private static String database(Subject subject) {
    return "bench_" + subject.name().replace('-', '_');
  }

  // In a store that lasts, streams of one measurement are not those of another.
  private String prefix() {
    return "bench/m" + ++measurements;
  }

  private void note(
      BenchmarkCase one, int round, Subject subject, Map<Metric, Sample> figures) {
    results.add(one.label(), subject.name(), figures);
    report.progress(one.label(), round, subject.name(), figures);
  }

  /** Ours alone: what an append costs when the log is a hundred times as long. */
  void growth(BenchmarkCase one) {
    Subject ours = subjects.getFirst();
    Growth growth = new Growth(server, ours, options, interval, progress);
    growth.measure((round, figures) -> note(one, round, ours, figures));
  }
}
