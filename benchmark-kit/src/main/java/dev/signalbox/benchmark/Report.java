package dev.signalbox.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what was measured where. */
public final class Report<M extends Enum<M> & Figure> {

  private final String benchmark;
  private final PrintStream out;

  /**
   * A report.
   *
   * @param benchmark its name
   */
  public Report(String benchmark, PrintStream out) {
    this.benchmark = benchmark;
    this.out = out;
  }

  public void surroundings() {
    out.printf(
        Locale.ROOT,
        "%d processors, load average %.2f, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        load(),
        Runtime.version());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  public void rounds(int rounds, int seconds, int warmUp) {
    out.printf("%d rounds of %d s after %d s of warming up%n", rounds, seconds, warmUp);
  }

  public void progress(String benchmarkCase, int round, String subject, Map<M, Sample> figures) {
    String said =
        figures.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(figure -> figure.getKey().label() + ' ' + figure(figure.getValue().value()))
            .collect(Collectors.joining(", "));
    out.printf("round %d  %-17s %-30s %s%n", round, benchmarkCase, subject, said);
  }

  public void table(Results<M> results) {
    out.printf(
        "%n%-17s %-30s %-31s %12s %12s  %s%n",
        "case", "subject", "metric", "median", "p99", "over peers");
    for (Results.Result<M> result : results.all()) {
      out.printf(
          "%-17s %-30s %-31s %12s %12s  %s%n",
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

  /** One object per result. */
  public void json(Results<M> results) {
    for (Results.Result<M> result : results.all()) {
      ObjectNode line = JsonMapper.shared().createObjectNode();
      line.put("bench", benchmark);
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

  private static String figure(double value) {
    return String.format(
        Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.3f" : "%,.0f", value);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
