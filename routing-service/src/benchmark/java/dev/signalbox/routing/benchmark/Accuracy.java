package dev.signalbox.routing.benchmark;

import dev.signalbox.routing.classifier.AgentClassifier;
import dev.signalbox.routing.classifier.Judgement;
import dev.signalbox.routing.classifier.TrainingSettings;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Trains on one split, chooses how on another, and says how often the best agent is the right one on
 * a third.
 */
final class Accuracy {

  /** What is tried; the data sets are larger than a fleet, so the limits of memory are not in force. */
  private static final List<TrainingSettings> TRIED =
      List.of(
          settings(10, 4_096, 0.5), settings(30, 4_096, 0.5), settings(10, 16_384, 1.0));

  private static final int PARAMETER_LIMIT = 10_000_000;

  private final EmbeddedTexts texts;

  Accuracy(EmbeddedTexts texts) {
    this.texts = texts;
  }

  private static TrainingSettings settings(double strength, int buckets, double lexicalWeight) {
    return new TrainingSettings(
        strength, buckets, lexicalWeight, PARAMETER_LIMIT, Long.MAX_VALUE, 60);
  }

  /** A classifier with the settings that did best on the validation split. */
  record Chosen(TrainingSettings settings, AgentClassifier classifier) {}

  Chosen choose(
      List<Labelled> train,
      List<Labelled> validation,
      List<String> labels,
      UnaryOperator<String> agentOf) {
    Chosen best = null;
    double most = -1;
    for (TrainingSettings tried : TRIED) {
      AgentClassifier classifier =
          AgentClassifier.train(texts.examples(train, labels, agentOf), tried, null);
      double right = percent(classifier, validation, agentOf);
      if (best == null || right > most) {
        best = new Chosen(tried, classifier);
        most = right;
      }
    }
    if (best == null) {
      throw new IllegalStateException("Nothing was tried");
    }
    return best;
  }

  AgentClassifier train(
      List<Labelled> train,
      List<String> labels,
      UnaryOperator<String> agentOf,
      TrainingSettings settings) {
    return AgentClassifier.train(texts.examples(train, labels, agentOf), settings, null);
  }

  double percent(
      AgentClassifier classifier, List<Labelled> requests, Function<String, String> agentOf) {
    return 100.0
        * judged(classifier, requests, agentOf).stream()
            .filter(AbstentionCurve.Judged::right)
            .count()
        / requests.size();
  }

  List<AbstentionCurve.Judged> judged(
      AgentClassifier classifier, List<Labelled> requests, Function<String, String> agentOf) {
    return requests.stream()
        .parallel()
        .map(
            request -> {
              Judgement best = best(classifier, request.text());
              return new AbstentionCurve.Judged(
                  best.evidence(), best.agentId().equals(agentOf.apply(request.label())));
            })
        .toList();
  }

  double[] evidence(AgentClassifier classifier, List<Labelled> requests) {
    return requests.stream()
        .parallel()
        .mapToDouble(request -> best(classifier, request.text()).evidence())
        .toArray();
  }

  private Judgement best(AgentClassifier classifier, String text) {
    return classifier.judge(text, texts.embed(text), any -> true).getFirst();
  }
}
