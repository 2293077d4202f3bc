package dev.signalbox.mcppool.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what was measured where. */
final class Report {

  private static final JsonMapper JSON = JsonMapper.builder().build();

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

  static void progress(
      PrintStream out,
      BenchmarkCase one,
      int round,
      String subject,
      Map<Metric, Sample> figures) {
    String said =
        figures.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(figure -> figure.getKey().label() + ' ' + figure(figure.getValue().value()))
            .collect(Collectors.joining(", "));
    out.printf("round %d  %-12s %-15s %s%n", round, one.label(), subject, said);
  }

  static void table(PrintStream out, Results results) {
    out.printf(
        "%n%-12s %-15s %-30s %12s %12s  %s%n",
        "case", "subject", "metric", "median", "p99", "over java-sdk, mcp-proxy, per-call");
    for (Results.Result result : results.all()) {
      out.printf(
          "%-12s %-15s %-30s %12s %12s  %s%n",
          result.benchmarkCase(),
          result.subject(),
          result.metric().label() + ' ' + result.metric().unit(),
          figure(result.median()),
          figure(result.p99()),
          result.ratio().entrySet().stream()
              .map(ratio -> String.format(Locale.ROOT, "%s %.2f", ratio.getKey(), ratio.getValue()))
              .collect(Collectors.joining(", ")));
    }
    out.printf(Locale.ROOT, "%nload average %.2f at the end%n", load());
  }

  static void json(PrintStream out, Results results) {
    for (Results.Result result : results.all()) {
      ObjectNode line = JSON.createObjectNode();
      line.put("bench", "mcp");
      line.put("case", result.benchmarkCase());
      line.put("subject", result.subject());
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

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String figure(double value) {
    return String.format(
        Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.3f" : "%,.0f", value);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
