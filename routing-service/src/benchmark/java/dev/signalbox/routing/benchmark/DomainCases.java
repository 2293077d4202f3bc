package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.Sample;
import dev.signalbox.routing.classifier.AgentClassifier;
import dev.signalbox.routing.classifier.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** CLINC150's ten domains as agents, its intents as their skills, and requests for nobody. */
final class DomainCases {

  /** The share of in-scope requests of the validation split that thresholds reject. */
  private static final double[] REJECTED = {0.02, 0.03, 0.04, 0.05};

  private static final double RULE = 0.05;

  private final Accuracy accuracy;
  private final Measurement measurement;
  private final DataSet data;
  private final Map<String, String> domains = new HashMap<>();

  DomainCases(Accuracy accuracy, Measurement measurement, DataSet data, Path folder) {
    this.accuracy = accuracy;
    this.measurement = measurement;
    this.data = data;
    DataSet.json(folder.resolve("clinc150/domains.json"))
        .forEachEntry(
            (domain, intents) ->
                intents.forEach(intent -> domains.put(intent.asString(), domain)));
  }

  private String domain(String label) {
    return domains.getOrDefault(label, Labelled.NOTHING);
  }

  private List<String> labels(UnaryOperator<List<String>> some) {
    return some.apply(domains.keySet().stream().sorted().toList());
  }

  /** All ten, with everything to learn from and with five examples of each skill. */
  void agents(@Nullable Path picture) {
    Map<String, List<AbstentionCurve.Point>> curves = new LinkedHashMap<>();
    curves.put("100 examples a skill", agents("10-agents-full", data.full()).points());
    curves.put("10 examples a skill", agents("10-agents-10-shot", data.tenShot()).points());
    curves.put("5 examples a skill", agents("10-agents-5-shot", data.fiveShot()).points());
    if (picture != null) {
      try {
        Files.writeString(picture, CurvePicture.draw(curves));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private AbstentionCurve agents(String name, List<Labelled> train) {
    AgentClassifier classifier =
        accuracy.choose(train, data.validation(), labels(all -> all), this::domain).classifier();
    List<AbstentionCurve.Judged> validation =
        accuracy.judged(classifier, data.validation(), this::domain);
    AbstentionCurve curve =
        new AbstentionCurve(
            accuracy.judged(classifier, data.test(), this::domain),
            accuracy.evidence(classifier, data.outOfScopeTest()));
    for (double share : REJECTED) {
      AbstentionCurve.Point point = curve.at(AbstentionCurve.quantile(validation, share));
      measurement.add(
          "%s-%.0f%%".formatted(name, 100 * share),
          Map.of(
              Metric.ACCEPTED_RIGHT, Sample.of(point.right()),
              Metric.ACCEPTED_WRONG, Sample.of(point.wrong()),
              Metric.OUT_OF_SCOPE_REJECTED, Sample.of(point.rejected())));
    }
    measurement.add(
        name,
        Map.of(
            Metric.ACCURACY, Sample.of(accuracy.percent(classifier, data.test(), this::domain)),
            Metric.SEPARATION, Sample.of(curve.separation())));
    return curve;
  }

  /** Each domain in turn is not registered; its requests ought to be rejected. */
  void unregistered() {
    TrainingSettings settings = TrainingSettings.DEFAULT;
    double sum = 0;
    double worst = 100;
    List<String> all = new TreeSet<>(domains.values()).stream().toList();
    for (String missing : all) {
      List<String> known =
          labels(labels -> labels.stream().filter(label -> !domain(label).equals(missing)).toList());
      AgentClassifier classifier =
          accuracy.train(
              without(data.full(), missing), known, this::domain, settings);
      double threshold =
          AbstentionCurve.quantile(
              accuracy.judged(classifier, without(data.validation(), missing), this::domain), RULE);
      List<Labelled> theirs =
          data.test().stream().filter(one -> domain(one.label()).equals(missing)).toList();
      AbstentionCurve curve =
          new AbstentionCurve(
              accuracy.judged(classifier, without(data.test(), missing), this::domain),
              accuracy.evidence(classifier, theirs));
      AbstentionCurve.Point point = curve.at(threshold);
      measurement.add(
          "without-" + missing,
          Map.of(
              Metric.ACCEPTED_RIGHT, Sample.of(point.right()),
              Metric.UNREGISTERED_REJECTED, Sample.of(point.rejected())));
      sum += point.rejected();
      worst = Math.min(worst, point.rejected());
    }
    measurement.add(
        "unregistered",
        Map.of(
            Metric.UNREGISTERED_REJECTED, Sample.of(sum / all.size()),
            Metric.WORST_REJECTED, Sample.of(worst)));
  }

  private List<Labelled> without(List<Labelled> requests, String domain) {
    return requests.stream().filter(one -> !domain(one.label()).equals(domain)).toList();
  }
}
