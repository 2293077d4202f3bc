package dev.signalbox.mcppool.benchmark;

import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.Sample;
import dev.signalbox.benchmark.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Measures the subjects against each other, round after round, in turn forwards and backwards. */
final class Contest {
  private static final int WARM_UP_CALLERS = 8;
  private static final int NEWCOMERS = 20;
  private static final int IDLE_CONNECTIONS = 8;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MEGABYTE = 1 << 20;

  /** What stands for never. */
  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

  private final List<Subject> subjects;
  private final Options options;
  private final Results<Metric> results;
  private final Report<Metric> report;

  Contest(
      List<Subject> subjects, Options options, Results<Metric> results, Report<Metric> report) {
    this.subjects = subjects;
    this.options = options;
    this.results = results;
    this.report = report;
  }

  void run() {
    subjects.forEach(this::warmUp);
    for (int round = 1; round <= options.rounds(); round++) {
      for (BenchmarkCase one : options.cases()) {
        for (Subject subject : round % 2 == 1 ? subjects : subjects.reversed()) {
          if (subject.takesPartIn(one)) {
            Map<Metric, Sample> figures = measure(one, subject);
            results.add(one.label(), subject.name(), figures);
            report.progress(one.label(), round, subject.name(), figures);
          }
        }
      }
    }
  }

  /** A JVM or a proxy just started is not what is measured. */
  private void warmUp(Subject subject) {
    try (Way way = subject.open(1)) {
      way.awaitReady();
      Map<Metric, Sample> unused = new Load(way, WARM_UP_CALLERS, 0, subject.warmUps() * options.warmUp() + 1).run();
    }
  }

  private Map<Metric, Sample> measure(BenchmarkCase one, Subject subject) {
    return switch (one) {
      case BenchmarkCase.Calls calls -> {
        try (Way way = subject.open(calls.replicas())) {
          way.awaitReady();
          yield new Load(way, calls.callers(), options.warmUp(), options.seconds()).run();
        }
      }
      case BenchmarkCase.FirstCall() -> firstCall(subject);
      case BenchmarkCase.Idle() -> idle(subject);
      case BenchmarkCase.Kill() -> kill(subject);
    };
  }

  private static Map<Metric, Sample> firstCall(Subject subject) {
    long begun = System.nanoTime();
    try (Way way = subject.open(1)) {
      until(way, begun + LONGEST_RECOVERY.toNanos());
      double cold = (System.nanoTime() - begun) / NANOS_PER_MILLI;
      List<Double> warm = new ArrayList<>();
      for (int i = 0; i < NEWCOMERS; i++) {
        long before = System.nanoTime();
        if (way.echoToNewcomer()) {
          warm.add((System.nanoTime() - before) / NANOS_PER_MILLI);
        }
      }
      return Map.of(
          Metric.COLD, Sample.of(cold), Metric.WARM, Sample.of(Statistics.median(warm)));
    }
  }

  /** Of a proxy that is one process for each connection all of it; else what further ones add. */
  private static Map<Metric, Sample> idle(Subject subject) {
    long one;
    try (Way way = subject.open(1)) {
      way.awaitReady();
      one = way.memory();
    }
    try (Way way = subject.open(1 + IDLE_CONNECTIONS)) {
      way.awaitReady();
      return Map.of(
          Metric.MEMORY, Sample.of((double) (way.memory() - one) / MEGABYTE / IDLE_CONNECTIONS));
    }
  }

  /** With a call in flight every other moment, so that somebody is there to notice. */
  private Map<Metric, Sample> kill(Subject subject) {
    try (Way way = subject.open(1)) {
      way.awaitReady();
      Map<Metric, Sample> unused = new Load(way, 1, options.warmUp(), 1).run();
      long killed = System.nanoTime();
      way.servers().forEach(ProcessHandle::destroyForcibly);
      CompletableFuture.allOf(
              way.servers().stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .join();
      boolean lost = !way.echo();
      double noticed = lost ? (System.nanoTime() - killed) / NANOS_PER_MILLI : 0;
      until(way, killed + LONGEST_RECOVERY.toNanos());
      double recovered =
          Math.min(
              (System.nanoTime() - killed) / NANOS_PER_MILLI, (double) LONGEST_RECOVERY.toMillis());
      return Map.of(Metric.LOSS, Sample.of(noticed), Metric.RECOVERY, Sample.of(recovered));
    }
  }

  private static void until(Way way, long deadline) {
    while (!way.echo() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
