package dev.signalbox.routing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.routing.decision.Assessment;
import dev.signalbox.routing.decision.Choice;
import dev.signalbox.routing.decision.Parts;
import dev.signalbox.routing.decision.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is shown.
 *
 * @param decision routed, abstained or clarify
 * @param agentId null unless it is routed
 * @param basis what it was decided by; null unless it is routed
 * @param tier rules, classifier or model
 * @param reason why nobody was chosen; null if somebody was
 * @param clarifyBetween the two that the sender should choose from; null unless that is the
 *     decision
 * @param version of the examples that were gone by
 */
record DecisionDocument(
    String decision,
    @Nullable String agentId,
    double confidence,
    List<Scored> candidates,
    String tier,
    @Nullable String basis,
    @Nullable String reason,
    @Nullable List<String> clarifyBetween,
    String version,
    double latencyMs) {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  /**
   * A candidate.
   *
   * @param parts left out unless an explanation was asked for
   */
  record Scored(
      String agentId,
      double score,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Parts parts) {}

  static DecisionDocument of(Choice choice, boolean explained, String version, long nanos) {
    List<Scored> candidates =
        choice.assessments().stream().map(one -> scored(one, explained)).toList();
    double millis = Math.round(nanos / NANOS_PER_MICRO) / MICROS_PER_MILLI;
    return switch (choice) {
      case Choice.Routed routed ->
          new DecisionDocument(
              "routed",
              routed.agent().id(),
              routed.confidence(),
              candidates,
              routed.tier().code(),
              routed.basis().code(),
              null,
              null,
              version,
              millis);
      case Choice.Abstained abstained -> {
        boolean clarify = abstained.reason() == Reason.TWO_FIT;
        yield new DecisionDocument(
            clarify ? "clarify" : "abstained",
            null,
            abstained.confidence(),
            candidates,
            abstained.tier().code(),
            null,
            abstained.reason().text(),
            clarify ? abstained.twoBest() : null,
            version,
            millis);
      }
    };
  }

  private static Scored scored(Assessment assessment, boolean explained) {
    return new Scored(
        assessment.agentId(), assessment.score(), explained ? assessment.parts() : null);
  }
}
