package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.LineUp;
import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.Sample;
import java.util.List;
import java.util.Map;

/** Where figures go as they come. */
final class Measurement {

  static final String SUBJECT = "signalbox";

  private final Results<Metric> results =
      new Results<>(new LineUp(List.of(SUBJECT), List.of(SUBJECT), List.of()));
  private final Report<Metric> report;

  Measurement(Report<Metric> report) {
    this.report = report;
  }

  void add(String name, Map<Metric, Sample> figures) {
    results.add(name, SUBJECT, figures);
    report.progress(name, 1, SUBJECT, figures);
  }

  Results<Metric> results() {
    return results;
  }
}
