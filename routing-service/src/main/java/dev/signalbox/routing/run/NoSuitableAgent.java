package dev.signalbox.routing.run;

import dev.signalbox.routing.decision.Candidate;
import java.util.List;

/**
 * Nobody fitted the message; what is kept to be told again.
 *
 * @param confidence 0 to 1, that the best candidate would have been right
 */
public record NoSuitableAgent(
    String conversationId,
    String messageId,
    String runId,
    double confidence,
    List<Candidate> candidates) {
  public NoSuitableAgent {
    candidates = List.copyOf(candidates);
  }
}
