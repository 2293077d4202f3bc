package dev.signalbox.mcppool.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, round after round, and what it comes to. */
final class Results {

  private static final List<String> OURS = List.of("signalbox", "signalbox-http");
  private static final List<String> PEERS = List.of("java-sdk", "mcp-proxy", "per-call");

  private final Map<String, Map<String, Map<Metric, List<Sample>>>> rounds = new LinkedHashMap<>();

  /**
   * One line of the results.
   *
   * @param ratio ours over a peer's, pair by pair, median; empty unless it is ours
   */
  record Result(
      String benchmarkCase,
      String subject,
      Metric metric,
      double median,
      double p99,
      int rounds,
      Map<String, Double> ratio) {}

  void add(BenchmarkCase benchmarkCase, String subject, Map<Metric, Sample> round) {
    Map<Metric, List<Sample>> soFar =
        rounds
            .computeIfAbsent(benchmarkCase.label(), any -> new LinkedHashMap<>())
            .computeIfAbsent(subject, any -> new EnumMap<>(Metric.class));
    round.forEach(
        (metric, sample) -> soFar.computeIfAbsent(metric, any -> new ArrayList<>()).add(sample));
  }

  List<Result> all() {
    List<Result> all = new ArrayList<>();
    rounds.forEach(
        (label, subjects) -> {
          for (String subject : Options.SUBJECTS) {
            subjects
                .getOrDefault(subject, Map.of())
                .forEach(
                    (metric, samples) ->
                        all.add(result(label, subject, metric, samples, subjects)));
          }
        });
    return all;
  }

  /** Whether no call of ours failed whose server lived. */
  boolean oursIsComplete() {
    return all().stream()
        .filter(one -> OURS.contains(one.subject()) && one.metric() == Metric.FAILED)
        .allMatch(one -> one.p99() == 0);
  }

  private static Result result(
      String label,
      String subject,
      Metric metric,
      List<Sample> samples,
      Map<String, Map<Metric, List<Sample>>> subjects) {
    Map<String, Double> ratio = new LinkedHashMap<>();
    if (OURS.contains(subject) && metric.comparable()) {
      for (String peer : PEERS) {
        List<Sample> theirs = subjects.getOrDefault(peer, Map.of()).get(metric);
        double value =
            theirs == null
                ? Double.NaN
                : Statistics.ratio(Metric.values(samples), Metric.values(theirs));
        if (!Double.isNaN(value)) {
          ratio.put(peer, value);
        }
      }
    }
    return new Result(
        label,
        subject,
        metric,
        Statistics.median(Metric.values(samples)),
        metric.p99(samples),
        samples.size(),
        ratio);
  }
}
