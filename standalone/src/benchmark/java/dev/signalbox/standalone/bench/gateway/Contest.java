package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.Sample;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the subjects against each other, round after round, in turn forwards and backwards. */
final class Contest {

  private static final double MIB = 1024.0 * 1024.0;
  private static final int WARM_UPS = 15;
  private static final int WARM_UP_CLIENTS = 32;
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofSeconds(10);

  private final Fleet fleet;
  private final MockAnswers answers;
  private final Options options;
  private final Results<Metric> results;
  private final Report<Metric> report;
  private final PrintStream progress;
  private final LoadDriver driver;
  private final Map<Subject, Double> loaded = new EnumMap<>(Subject.class);

  Contest(
      Fleet fleet,
      MockAnswers answers,
      Options options,
      Results<Metric> results,
      Report<Metric> report,
      PrintStream progress) {
    this.fleet = fleet;
    this.answers = answers;
    this.options = options;
    this.results = results;
    this.report = report;
    this.progress = progress;
    this.driver =
        new LoadDriver(
            Duration.ofSeconds(options.warmUp()), Duration.ofSeconds(options.seconds()));
  }

  void run() throws InterruptedException {
    boolean memory = options.cases().contains(new BenchmarkCase.Memory());
    if (memory) {
      remember(0, Metric.IDLE_MEMORY);
    }
    warmUp();
    for (int round = 1; round <= options.rounds(); round++) {
      loaded.clear();
      for (BenchmarkCase one : options.cases()) {
        if (!(one instanceof BenchmarkCase.Memory)) {
          measureAll(one, round);
        }
      }
      if (memory) {
        for (Map.Entry<Subject, Double> most : loaded.entrySet()) {
          note(
              new BenchmarkCase.Memory(),
              round,
              most.getKey(),
              Map.of(Metric.LOADED_MEMORY, Sample.of(most.getValue())));
        }
      }
    }
    if (memory) {
      Thread.sleep(REST);
      remember(options.rounds(), Metric.MEMORY_AFTER);
    }
  }

  // Just-in-time compilers have done their work before anything is measured.
  private void warmUp() throws InterruptedException {
    LoadDriver warming =
        new LoadDriver(Duration.ofMillis(1), Duration.ofSeconds((long) WARM_UPS * options.warmUp()));
    for (Subject subject : options.subjects()) {
      progress.printf("warming up %s%n", subject.label());
      for (Upstream upstream : List.of(Upstream.INSTANT, Upstream.BURST)) {
        Answers warmed =
            warming.repeat(
                fleet.target(subject, upstream), WARM_UP_CLIENTS, answers.frames(upstream));
        say(subject, warmed.failure());
      }
    }
  }

  private void measureAll(BenchmarkCase one, int round) throws InterruptedException {
    Map<Subject, Map<Metric, Sample>> figures = new EnumMap<>(Subject.class);
    List<Subject> inTurn =
        round % 2 == 1 ? options.subjects() : options.subjects().reversed();
    for (Subject subject : inTurn) {
      settle(subject);
      Map<Metric, Sample> measured = measure(one, subject);
      figures.put(subject, measured);
      note(one, round, subject, measured);
    }
    AddedFigures.of(figures)
        .forEach((subject, added) -> results.add(one.label(), subject.label(), added));
  }

  // What one case did to somebody is not the next one's figure.
  private void settle(Subject subject) throws InterruptedException {
    Thread.sleep(SETTLE);
    long until = System.nanoTime() + RECOVERY.toNanos();
    while (!driver.once(fleet.target(subject, Upstream.INSTANT))) {
      if (System.nanoTime() > until) {
        throw LauncherException.failed(subject.label() + " does not answer any more");
      }
      Thread.sleep(SETTLE);
    }
  }

  private Map<Metric, Sample> measure(BenchmarkCase one, Subject subject)
      throws InterruptedException {
    return switch (one) {
      case BenchmarkCase.OneClient(Upstream upstream) ->
          repeat(subject, upstream, 1).requests();
      case BenchmarkCase.Load(Upstream upstream, int clients) -> {
        try (MemoryWatch watch = watch(subject)) {
          Answers got = repeat(subject, upstream, clients);
          seen(subject, watch);
          yield got.rate(options.seconds());
        }
      }
      case BenchmarkCase.Stream(Upstream upstream) -> {
        Answers got = repeat(subject, upstream, 1);
        yield upstream == Upstream.BURST ? got.firstTokens() : got.gaps();
      }
      case BenchmarkCase.Held(int streams) -> {
        Target target = fleet.target(subject, Upstream.HELD);
        try (MemoryWatch watch = watch(subject)) {
          HeldStreams held =
              driver.hold(
                  target,
                  streams,
                  BenchmarkCase.Held.OPENED_PER_SECOND,
                  answers.frames(Upstream.HELD));
          seen(subject, watch);
          say(subject, held.failure());
          yield held.figures();
        }
      }
      case BenchmarkCase.Memory() ->
          throw new IllegalArgumentException(one.label() + " is measured by the way");
    };
  }

  private Answers repeat(Subject subject, Upstream upstream, int clients)
      throws InterruptedException {
    Answers got =
        driver.repeat(fleet.target(subject, upstream), clients, answers.frames(upstream));
    say(subject, got.failure());
    return got;
  }

  private void say(Subject subject, @Nullable String failure) {
    if (failure != null) {
      progress.printf("%s failed: %s%n", subject.label(), failure.strip());
    }
  }

  private MemoryWatch watch(Subject subject) {
    return new MemoryWatch(() -> fleet.resident(subject).rss());
  }

  private void seen(Subject subject, MemoryWatch watch) {
    if (watch.most() > 0) {
      loaded.merge(subject, watch.most() / MIB, Math::max);
    }
  }

  private void remember(int round, Metric metric) {
    for (Subject subject : options.subjects()) {
      note(
          new BenchmarkCase.Memory(),
          round,
          subject,
          Map.of(metric, Sample.of(fleet.resident(subject).rss() / MIB)));
    }
  }

  private void note(BenchmarkCase one, int round, Subject subject, Map<Metric, Sample> figures) {
    results.add(one.label(), subject.label(), figures);
    report.progress(one.label(), round, subject.label(), figures);
  }
}
