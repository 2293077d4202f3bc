package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.bench.Statistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, round after round, and what it comes to. */
final class Results {

  private final Map<String, Map<Subject, Map<Metric, List<Sample>>>> rounds = new LinkedHashMap<>();

  /**
   * One line of the results.
   *
   * @param ratio ours over a peer's, pair by pair, median; empty unless it is ours
   */
  record Result(
      String benchmarkCase,
      Subject subject,
      Metric metric,
      double median,
      double p99,
      int rounds,
      Map<String, Double> ratio) {}

  void add(BenchmarkCase benchmarkCase, Subject subject, Map<Metric, Sample> round) {
    Map<Metric, List<Sample>> soFar =
        rounds
            .computeIfAbsent(benchmarkCase.label(), any -> new LinkedHashMap<>())
            .computeIfAbsent(subject, any -> new EnumMap<>(Metric.class));
    round.forEach(
        (metric, sample) -> soFar.computeIfAbsent(metric, any -> new ArrayList<>()).add(sample));
  }

  /**
   * What each subject adds to the mock's figures of the same round.
   *
   * @param round what was measured of all of them
   */
  static Map<Subject, Map<Metric, Sample>> added(Map<Subject, Map<Metric, Sample>> round) {
    Map<Metric, Sample> baseline = round.getOrDefault(Subject.MOCK, Map.of());
    Map<Subject, Map<Metric, Sample>> added = new EnumMap<>(Subject.class);
    round.forEach(
        (subject, figures) -> {
          if (subject != Subject.MOCK) {
            added.put(subject, over(baseline, figures));
          }
        });
    return added;
  }

  private static Map<Metric, Sample> over(
      Map<Metric, Sample> baseline, Map<Metric, Sample> figures) {
    Map<Metric, Sample> added = new EnumMap<>(Metric.class);
    figures.forEach(
        (metric, sample) -> {
          Sample alone = baseline.get(metric);
          if (alone != null) {
            metric.added().ifPresent(name -> added.put(name, sample.minus(alone)));
          }
        });
    return added;
  }

  List<Result> all() {
    List<Result> all = new ArrayList<>();
    rounds.forEach(
        (label, subjects) -> {
          for (Subject subject : Subject.all()) {
            subjects
                .getOrDefault(subject, Map.of())
                .forEach(
                    (metric, samples) ->
                        all.add(result(label, subject, metric, samples, subjects)));
          }
        });
    return all;
  }

  /** Whether ours ever failed a request, or lost, doubled or misordered a frame. */
  boolean oursIsFaultless() {
    return all().stream()
        .filter(one -> one.subject().ours() && one.metric().fault())
        .allMatch(one -> one.p99() == 0);
  }

  /** Whether anybody's rate leaves out requests that failed. */
  boolean everyRequestWasAnswered() {
    return all().stream()
        .filter(one -> one.metric() == Metric.FAILED_REQUESTS)
        .allMatch(one -> one.p99() == 0);
  }

  private static Result result(
      String label,
      Subject subject,
      Metric metric,
      List<Sample> samples,
      Map<Subject, Map<Metric, List<Sample>>> subjects) {
    Map<String, Double> ratio = new LinkedHashMap<>();
    if (subject.ours() && metric.comparable()) {
      for (Subject peer : Subject.peers()) {
        List<Sample> theirs = subjects.getOrDefault(peer, Map.of()).get(metric);
        double value =
            theirs == null
                ? Double.NaN
                : Statistics.ratio(Metric.values(samples), Metric.values(theirs));
        if (!Double.isNaN(value)) {
          ratio.put(peer.label(), value);
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
