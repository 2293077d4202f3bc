package dev.signalbox.routing.model;

import java.util.List;

/**
 * What is called, and on whose behalf.
 *
 * @param model the model to begin with, {@code provider/model} or alias
 * @param fallbacks what to try when it cannot be reached, in order
 * @param causationId the event that every attempt follows from
 */
public record ModelCall(
    String model,
    List<String> fallbacks,
    String conversationId,
    String runId,
    String agentId,
    String causationId) {
  public ModelCall {
    fallbacks = List.copyOf(fallbacks);
  }
}
