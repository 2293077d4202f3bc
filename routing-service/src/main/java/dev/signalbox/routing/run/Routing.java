package dev.signalbox.routing.run;

import dev.signalbox.routing.decision.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a message went.
 *
 * @param basis why: "requested" (by the caller), "fallback" (in place of another one), or a {@link
 *     dev.signalbox.routing.decision.Basis}
 * @param confidence 0 to 1
 * @param model the model that is asked first; empty if the agent does not say
 * @param previousAgentId the agent in whose place this one is; null if it was the one meant
 * @param reason the code of what kept that one from answering
 * @param takenOverFrom the agent that the conversation was with until now, if it was with another
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
    String model,
    @Nullable String previousAgentId,
    @Nullable String reason,
    @Nullable String takenOverFrom) {

  static final String FALLBACK = "fallback";

  public Routing {
    candidates = List.copyOf(candidates);
  }
}
