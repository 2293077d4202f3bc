package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.Sample;
import dev.signalbox.routing.classifier.AgentClassifier;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every label of a data set as an agent: the figures that are published of other classifiers. */
final class IntentCases {

  private final Accuracy accuracy;
  private final Measurement measurement;

  IntentCases(Accuracy accuracy, Measurement measurement) {
    this.accuracy = accuracy;
    this.measurement = measurement;
  }

  void run(String name, DataSet data) {
    measure(name + "-5-shot", data, data.fiveShot(), data.fiveShot());
    measure(name + "-10-shot", data, data.tenShot(), data.tenShot());
    measure(name + "-full", data, data.full(), data.whole());
  }

  private void measure(String name, DataSet data, List<Labelled> train, List<Labelled> whole) {
    List<String> labels = train.stream().map(Labelled::label).distinct().sorted().toList();
    UnaryOperator<String> own = label -> label;
    Accuracy.Chosen chosen = accuracy.choose(train, data.validation(), labels, own);
    AgentClassifier classifier =
        whole.size() == train.size()
            ? chosen.classifier()
            : accuracy.train(whole, labels, own, chosen.settings());
    measurement.add(
        name,
        Map.of(
            Metric.ACCURACY, Sample.of(accuracy.percent(classifier, data.test(), own))));
  }
}
