package dev.signalbox.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, round after round, and what it comes to. */
public final class Results<M extends Enum<M> & Figure> {

  private final LineUp lineUp;
  private final Map<String, Map<String, Map<M, List<Sample>>>> rounds = new LinkedHashMap<>();

  public Results(LineUp lineUp) {
    this.lineUp = lineUp;
  }

  /**
   * One line of the results.
   *
   * @param ratio ours over a peer's, pair by pair, median; empty unless it is ours
   */
  public record Result<M>(
      String benchmarkCase,
      String subject,
      M metric,
      double median,
      double p99,
      int rounds,
      Map<String, Double> ratio) {}

  public void add(String benchmarkCase, String subject, Map<M, Sample> round) {
    Map<M, List<Sample>> soFar =
        rounds
            .computeIfAbsent(benchmarkCase, any -> new LinkedHashMap<>())
            .computeIfAbsent(subject, any -> new TreeMap<>());
    round.forEach(
        (metric, sample) -> soFar.computeIfAbsent(metric, any -> new ArrayList<>()).add(sample));
  }

  public List<Result<M>> all() {
    List<Result<M>> all = new ArrayList<>();
    rounds.forEach(
        (benchmarkCase, subjects) -> {
          for (String subject : lineUp.subjects()) {
            subjects
                .getOrDefault(subject, Map.of())
                .forEach(
                    (metric, samples) ->
                        all.add(result(benchmarkCase, subject, metric, samples, subjects)));
          }
        });
    return all;
  }

  /** Whether ours never had a fault. */
  public boolean oursIsFaultless() {
    return all().stream()
        .filter(one -> lineUp.ours().contains(one.subject()) && one.metric().fault())
        .allMatch(one -> one.p99() == 0);
  }

  /** Whether nobody ever had one of these. */
  public boolean never(M metric) {
    return all().stream().filter(one -> one.metric() == metric).allMatch(one -> one.p99() == 0);
  }

  private Result<M> result(
      String benchmarkCase,
      String subject,
      M metric,
      List<Sample> samples,
      Map<String, Map<M, List<Sample>>> subjects) {
    Map<String, Double> ratio = new LinkedHashMap<>();
    if (lineUp.ours().contains(subject) && metric.comparable()) {
      for (String peer : lineUp.peers()) {
        List<Sample> theirs = subjects.getOrDefault(peer, Map.of()).getOrDefault(metric, List.of());
        double value = Statistics.ratio(Sample.values(samples), Sample.values(theirs));
        if (!Double.isNaN(value)) {
          ratio.put(peer, value);
        }
      }
    }
    return new Result<>(
        benchmarkCase,
        subject,
        metric,
        Statistics.median(Sample.values(samples)),
        metric.tail().p99(samples),
        samples.size(),
        ratio);
  }
}
