package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.Sample;
import dev.signalbox.routing.decision.Candidate;
import dev.signalbox.routing.decision.Choice;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.Question;
import dev.signalbox.routing.testing.Catalogue;
import dev.signalbox.routing.testing.CatalogueRequests;
import dev.signalbox.routing.testing.Choosing;
import java.util.List;
import java.util.Map;

/** The agents as they are shipped, and requests that were written without seeing their examples. */
final class CatalogueCase {

  private final EmbeddedTexts texts;
  private final Measurement measurement;

  CatalogueCase(EmbeddedTexts texts, Measurement measurement) {
    this.texts = texts;
    this.measurement = measurement;
  }

  void run() {
    ChooseAgent chooseAgent = Choosing.with(texts);
    chooseAgent.learn(Catalogue.agents(), List.of(), texts);
    List<CatalogueRequests.Request> requests = CatalogueRequests.all();
    int first = 0;
    int five = 0;
    int right = 0;
    int wrong = 0;
    for (CatalogueRequests.Request request : requests) {
      Choice choice = chooseAgent.choose(Question.of(request.text(), any -> true));
      List<String> candidates = choice.candidates().stream().map(Candidate::agentId).toList();
      boolean best = candidates.getFirst().equals(request.agentId());
      first += best ? 1 : 0;
      five += candidates.contains(request.agentId()) ? 1 : 0;
      if (choice instanceof Choice.Routed) {
        right += best ? 1 : 0;
        wrong += best ? 0 : 1;
      }
    }
    measurement.add(
        "catalogue",
        Map.of(
            Metric.ACCURACY, percent(first, requests),
            Metric.AMONG_FIVE, percent(five, requests),
            Metric.ACCEPTED_RIGHT, percent(right, requests),
            Metric.ACCEPTED_WRONG, percent(wrong, requests)));
  }

  private static Sample percent(int count, List<CatalogueRequests.Request> requests) {
    return Sample.of(100.0 * count / requests.size());
  }
}
