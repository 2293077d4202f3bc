package dev.signalbox.routing.run;

import dev.signalbox.routing.decision.Candidate;
import java.util.List;

/**
 * Where a message went.
 *
 * @param basis why: "meaning", "requested" (by the caller), or "conversation" (nobody fits a
 *     follow-up better than the agent it was with)
 * @param confidence 0 to 1
 * @param model the model that is asked first
 */
public record Routing(
    String conversationId,
    String messageId,
    String runId,
    String decision,
    String basis,
    String agentId,
    String agentName,
    double confidence,
    List<Candidate> candidates,
    String complexity,
    String model) {
  public Routing {
    candidates = List.copyOf(candidates);
  }
}
