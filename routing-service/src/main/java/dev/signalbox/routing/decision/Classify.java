package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.classifier.AgentClassifier;
import dev.signalbox.routing.classifier.Calibration;
import dev.signalbox.routing.classifier.Judgement;
import dev.signalbox.routing.embedding.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The second tier, and the third behind it: what the message means, weighed with what else speaks
 * for an agent.
 */
final class Classify {

  /** As many as are shown to the caller, and to the arbiter. */
  private static final int CANDIDATES = 5;

  private final double threshold;
  private final DecisionProperties properties;
  private final Weighing weighing;
  private final Arbiter arbiter;

  Classify(double threshold, DecisionProperties properties, Weighing weighing, Arbiter arbiter) {
    this.threshold = threshold;
    this.properties = properties;
    this.weighing = weighing;
    this.arbiter = arbiter;
  }

  Choice choose(Learnt known, Question question, Embedder embedder) {
    AgentClassifier classifier = known.classifier();
    if (classifier == null) {
      return nobody(0, List.of(), Reason.NOBODY_ALLOWED);
    }
    // Likelihoods are shared among those in service; whom the caller may not use only drops out,
    // lest a message for such an agent look like one for whoever is left.
    List<Judgement> judgements =
        classifier
            .judge(
                question.message(),
                embedder.embed(question.message()),
                id -> takesPart(known.agents().get(id), question))
            .stream()
            .filter(one -> question.allows(one.agentId()))
            .toList();
    if (judgements.isEmpty()) {
      return nobody(0, List.of(), Reason.NOBODY_ALLOWED);
    }
    Calibration calibration = classifier.calibration();
    Judgement best = judgements.getFirst();
    double confidence = rounded(calibration.confidence(best.evidence()));
    List<Assessment> assessments = assessments(known, judgements, question.message());
    if (question.message().chars().noneMatch(Character::isLetterOrDigit)) {
      return stay(known, question, 0, assessments)
          .orElseGet(() -> nobody(0, assessments, Reason.NOTHING_TO_READ));
    }
    boolean taken =
        question.currentAgentId() != null
            && confidence < properties.topicChange()
            && !best.agentId().equals(question.currentAgentId());
    if (confidence >= threshold && !taken) {
      return routed(known, question, judgements, confidence, assessments);
    }
    Optional<Choice> staying = stay(known, question, confidence, assessments);
    return staying.isPresent() || confidence >= threshold
        ? staying.orElseGet(() -> routed(known, question, judgements, confidence, assessments))
        : unsure(known, question, judgements, calibration, confidence, assessments);
  }

  private static boolean takesPart(@Nullable Agent agent, Question question) {
    return agent != null
        && (agent.standing().begins(question.key())
            || (agent.id().equals(question.currentAgentId()) && agent.standing().goesOn()));
  }

  private Choice routed(
      Learnt known,
      Question question,
      List<Judgement> judgements,
      double confidence,
      List<Assessment> assessments) {
    String likeliest = judgements.getFirst().agentId();
    if (likeliest.equals(question.currentAgentId())) {
      return new Choice.Routed(known.required(likeliest), confidence, assessments, Basis.MEANING);
    }
    double near = judgements.getFirst().probability() * properties.nearness();
    String chosen =
        assessments.stream()
            .filter(one -> one.parts().fit() >= near || one.agentId().equals(likeliest))
            .findFirst()
            .map(Assessment::agentId)
            .orElse(likeliest);
    return new Choice.Routed(known.required(chosen), confidence, assessments, Basis.MEANING);
  }

  /** "And why?" means nothing by itself: it stays where the conversation is. */
  private static Optional<Choice> stay(
      Learnt known, Question question, double confidence, List<Assessment> assessments) {
    String current = question.currentAgentId();
    Agent agent = current == null ? null : known.agents().get(current);
    return agent == null || !question.allows(agent.id()) || !agent.standing().goesOn()
        ? Optional.empty()
        : Optional.of(new Choice.Routed(agent, confidence, assessments, Basis.CONVERSATION));
  }

  private Choice unsure(
      Learnt known,
      Question question,
      List<Judgement> judgements,
      Calibration calibration,
      double confidence,
      List<Assessment> assessments) {
    Optional<String> picked =
        arbiter.pick(
            question.message(),
            assessments.stream().map(one -> known.required(one.agentId())).toList());
    if (picked.isPresent()) {
      return new Choice.Routed(known.required(picked.get()), confidence, assessments, Basis.MODEL);
    }
    return switch (properties.whenUnsure()) {
      case ABSTAIN -> nobody(confidence, assessments, Reason.NOBODY_FITS);
      case CLARIFY ->
          judgements.size() > 1
                  && calibration.confidence(
                          judgements.getFirst().evidenceTogetherWith(judgements.get(1)))
                      >= threshold
              ? nobody(confidence, assessments, Reason.TWO_FIT)
              : nobody(confidence, assessments, Reason.NOBODY_FITS);
      case SUPERVISOR -> supervisor(known, question, confidence, assessments);
    };
  }

  private Choice supervisor(
      Learnt known, Question question, double confidence, List<Assessment> assessments) {
    String id = properties.supervisorAgentId();
    Agent agent = id == null ? null : known.agents().get(id);
    return agent == null || !question.allows(agent.id()) || !agent.standing().begins(question.key())
        ? nobody(confidence, assessments, Reason.NOBODY_FITS)
        : new Choice.Routed(agent, confidence, assessments, Basis.SUPERVISOR);
  }

  private static Choice nobody(double confidence, List<Assessment> assessments, Reason reason) {
    return new Choice.Abstained(confidence, assessments, Tier.CLASSIFIER, reason);
  }

  /** The likeliest, the best of all their merits first. */
  private List<Assessment> assessments(Learnt known, List<Judgement> judgements, String message) {
    Set<String> words = Weighing.words(message);
    List<Assessment> assessments = new ArrayList<>();
    for (Judgement judgement : judgements.subList(0, Math.min(CANDIDATES, judgements.size()))) {
      assessments.add(
          weighing.assess(known.required(judgement.agentId()), judgement.probability(), words));
    }
    assessments.sort(
        Comparator.comparingDouble(Assessment::score)
            .reversed()
            .thenComparing(Assessment::agentId));
    return List.copyOf(assessments);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
