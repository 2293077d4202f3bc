package dev.signalbox.routing.runner;

import java.util.List;

/**
 * How an answer ended; its text has been handed on.
 *
 * @param inputTokens as the agent says; 0 if it does not
 * @param outputTokens as the agent says; 0 if it does not
 * @param missingTools what the agent is to have but does not, by the name its definition has for it
 */
public record Outcome(
    String finishReason, long inputTokens, long outputTokens, List<String> missingTools) {
  public Outcome {
    missingTools = List.copyOf(missingTools);
  }

  public Outcome(String finishReason, long inputTokens, long outputTokens) {
    this(finishReason, inputTokens, outputTokens, List.of());
  }
}
