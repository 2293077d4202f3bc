package dev.signalbox.routing.runner;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.relay.Relay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that an agent is to answer.
 *
 * @param model the model to begin with, if the agent is built in
 * @param fallbacks what to try when it cannot be reached, in order
 * @param message what the user says
 * @param metadata what the caller sent along, a JSON object; null for nothing
 * @param sentAt when the user said it
 * @param relay what was said before
 * @param takenOverFrom the agent that the conversation was with until now; null if it begins, or
 *     was with this one
 * @param causationId the event that the answer follows from
 */
public record Work(
    Agent agent,
    String model,
    List<String> fallbacks,
    String message,
    @Nullable String metadata,
    Instant sentAt,
    Relay relay,
    @Nullable String takenOverFrom,
    String conversationId,
    String messageId,
    String runId,
    String causationId) {
  public Work {
    fallbacks = List.copyOf(fallbacks);
  }
}
