package dev.signalbox.standalone.bench.gateway;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what was measured where. */
final class Report {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Report() {}

  static void surroundings(PrintStream out, Options options) {
    out.printf(
        Locale.ROOT,
        "%d processors, load average %.2f, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        load(),
        Runtime.version());
    out.printf(
        "%d rounds of %d s after %d s of warming up%n",
        options.rounds(), options.seconds(), options.warmUp());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static void progress(
      PrintStream out,
      BenchmarkCase one,
      int round,
      Subject subject,
      Map<Metric, Sample> figures) {
    String said =
        figures.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(figure -> figure.getKey().label() + ' ' + figure(figure.getValue().value()))
            .collect(Collectors.joining(", "));
    out.printf("round %d  %-15s %-30s %s%n", round, one.label(), subject.label(), said);
  }

  static void table(PrintStream out, Results results) {
    out.printf(
        "%n%-15s %-30s %-31s %12s %12s  %s%n",
        "case", "subject", "metric", "median", "p99", "over peers");
    for (Results.Result result : results.all()) {
      out.printf(
          "%-15s %-30s %-31s %12s %12s  %s%n",
          result.benchmarkCase(),
          result.subject().label(),
          result.metric().label() + ' ' + result.metric().unit(),
          figure(result.median()),
          figure(result.p99()),
          result.ratio().entrySet().stream()
              .map(
                  ratio ->
                      String.format(Locale.ROOT, "%s %.2f", ratio.getKey(), ratio.getValue()))
              .collect(Collectors.joining(", ")));
    }
    out.println();
    for (BenchmarkCase one : BenchmarkCase.all()) {
      headroom(out, one, results.all());
    }
    out.printf(Locale.ROOT, "load average %.2f at the end%n", load());
  }

  /** How far the mock and the driver are from being what limits the others. */
  private static void headroom(PrintStream out, BenchmarkCase one, List<Results.Result> results) {
    List<Results.Result> rates =
        results.stream()
            .filter(
                result ->
                    result.benchmarkCase().equals(one.label()) && result.metric() == Metric.RATE)
            .toList();
    Optional<Results.Result> mock =
        rates.stream().filter(result -> result.subject() == Subject.MOCK).findFirst();
    Optional<Results.Result> fastest =
        rates.stream()
            .filter(result -> result.subject() != Subject.MOCK)
            .max(Comparator.comparingDouble(Results.Result::median));
    if (mock.isPresent() && fastest.isPresent()) {
      out.printf(
          Locale.ROOT,
          "%s: the mock alone answers %,.0f requests/s, %.1f times as many as through %s%n",
          one.label(),
          mock.get().median(),
          mock.get().median() / fastest.get().median(),
          fastest.get().subject().label());
    }
  }

  static void json(PrintStream out, Results results) {
    for (Results.Result result : results.all()) {
      ObjectNode line = JSON.createObjectNode();
      line.put("bench", "gateway");
      line.put("case", result.benchmarkCase());
      line.put("subject", result.subject().label());
      line.put("metric", result.metric().label());
      line.put("unit", result.metric().unit());
      line.put("median", rounded(result.median()));
      line.put("p99", rounded(result.p99()));
      line.put("rounds", result.rounds());
      ObjectNode ratio = line.putObject("ratio");
      result.ratio().forEach((peer, value) -> ratio.put(peer, rounded(value)));
      out.println(line);
    }
  }

  private static String figure(double value) {
    return String.format(
        Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.3f" : "%,.0f", value);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
