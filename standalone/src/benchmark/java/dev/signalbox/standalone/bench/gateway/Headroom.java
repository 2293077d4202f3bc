package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Results;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far the mock and the driver are from being what limits the others. */
final class Headroom {

  private Headroom() {}

  static void print(PrintStream out, Results<Metric> results) {
    for (BenchmarkCase one : BenchmarkCase.all()) {
      print(out, one, results.all());
    }
  }

  private static void print(
      PrintStream out, BenchmarkCase one, List<Results.Result<Metric>> results) {
    List<Results.Result<Metric>> rates =
        results.stream()
            .filter(
                result ->
                    result.benchmarkCase().equals(one.label()) && result.metric() == Metric.RATE)
            .toList();
    Optional<Results.Result<Metric>> mock =
        rates.stream().filter(result -> result.subject().equals(Subject.MOCK.label())).findFirst();
    Optional<Results.Result<Metric>> fastest =
        rates.stream()
            .filter(result -> !result.subject().equals(Subject.MOCK.label()))
            .max(Comparator.comparingDouble(Results.Result<Metric>::median));
    if (mock.isPresent() && fastest.isPresent()) {
      out.printf(
          Locale.ROOT,
          "%s: the mock alone answers %,.0f requests/s, %.1f times as many as through %s%n",
          one.label(),
          mock.get().median(),
          mock.get().median() / fastest.get().median(),
          fastest.get().subject());
    }
  }
}
