package dev.signalbox.cost.benchmark;

import dev.signalbox.benchmark.Statistics;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what came out. */
final class Report {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String OURS = "signalbox";
  private static final String PEER = "genai-prices";

  private final PrintStream out;
  private final List<ObjectNode> lines = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
    out.printf(
        Locale.ROOT,
        "%d processors, load average %.2f, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version());
  }

  void corpus(CorpusCheck.Outcome outcome) {
    outcome.differences().forEach(line -> out.println("differs: " + line));
    outcome.excused().forEach(line -> out.println("excused: " + line));
    out.printf(
        "%,d prices, %,d differ, %,d of proven mistakes%n",
        outcome.prices(), outcome.differences().size(), outcome.excused().size());
    line(Options.CORPUS, OURS, "prices", "prices", List.of((double) outcome.prices()));
    line(
        Options.CORPUS,
        OURS,
        "differences",
        "prices",
        List.of((double) outcome.differences().size()));
    line(
        Options.CORPUS,
        OURS,
        "proven_mistakes",
        "prices",
        List.of((double) outcome.excused().size()));
  }

  void round(int round, double ours, double theirs) {
    out.printf("round %d  %s %,.0f/s, %s %,.0f/s%n", round + 1, OURS, ours, PEER, theirs);
  }

  void withoutPeer(String reason) {
    System.err.println("signalbox: " + PEER + " is not measured: " + reason);
  }

  void speed(List<Double> ours, List<Double> theirs) {
    ObjectNode line = line(Options.CALCULATION, OURS, "calculations", "1/s", ours);
    if (!theirs.isEmpty()) {
      double ratio = Statistics.ratio(ours, theirs);
      line.withObject("ratio").put(PEER, rounded(ratio));
      line(Options.CALCULATION, PEER, "calculations", "1/s", theirs);
      out.printf(Locale.ROOT, "ours over theirs: %.1f%n", ratio);
    }
  }

  void agreement(int prices, int same, int alike) {
    out.printf(
        "%,d of %,d prices of %s are ours, %,d to the last digit of its floating point%n",
        alike, prices, PEER, same);
    line(Options.CALCULATION, PEER, "agreement", "%", List.of(100.0 * alike / prices));
    line(Options.CALCULATION, PEER, "exact_agreement", "%", List.of(100.0 * same / prices));
  }

  void filled(long entries, long days, long hours, Duration duration) {
    out.printf(
        "%,d entries, %,d sums by day, %,d by hour, made in %,d s%n",
        entries, days, hours, duration.toSeconds());
  }

  void latency(String benchmarkCase, String metric, List<Double> milliseconds, int rounds) {
    double p99 = Statistics.percentile(milliseconds, 0.99);
    out.printf(
        Locale.ROOT,
        "%s: median %.2f ms, p99 %.2f ms%n",
        metric,
        Statistics.median(milliseconds),
        p99);
    line(benchmarkCase, OURS, metric, "ms", milliseconds)
        .put("p99", rounded(p99))
        .put("rounds", rounds);
  }

  /** How many in a second, and how long each took. */
  void rate(String benchmarkCase, String metric, List<Together.Outcome> rounds) {
    List<Double> perSecond = rounds.stream().map(Together.Outcome::perSecond).toList();
    out.printf(
        Locale.ROOT, "%s %s: %,.0f/s%n", benchmarkCase, metric, Statistics.median(perSecond));
    line(benchmarkCase, OURS, metric, "1/s", perSecond);
    latency(
        benchmarkCase,
        metric + "_latency",
        rounds.stream().flatMap(round -> round.milliseconds().stream()).toList(),
        rounds.size());
  }

  private ObjectNode line(
      String benchmarkCase, String subject, String metric, String unit, List<Double> rounds) {
    ObjectNode line = JSON.createObjectNode();
    line.put("bench", "cost").put("case", benchmarkCase).put("subject", subject);
    line.put("metric", metric).put("unit", unit);
    line.put("median", rounded(Statistics.median(rounds)));
    line.put("p99", rounded(rounds.stream().mapToDouble(Double::doubleValue).min().orElse(0)));
    line.put("rounds", rounds.size());
    line.putObject("ratio");
    lines.add(line);
    return line;
  }

  void json() {
    lines.forEach(out::println);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
