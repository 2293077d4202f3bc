package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.Sample;
import java.util.EnumMap;
import java.util.Map;

/** What somebody in between adds to the mock's own figures. */
final class AddedFigures {

  private AddedFigures() {}

  /**
   * What each subject adds to the mock's figures of the same round.
   *
   * @param round what was measured of all of them
   */
  static Map<Subject, Map<Metric, Sample>> of(Map<Subject, Map<Metric, Sample>> round) {
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
}
