package dev.signalbox.routing.run;

import java.util.List;
import java.util.Objects;

/**
 * A whole answer; what is kept to be told again.
 *
 * @param answerId the id of the assistant's message
 * @param missingTools what the agent is to have but did not
 */
public record Answer(
    Routing routing,
    String answerId,
    String content,
    Usage usage,
    String finishReason,
    List<String> missingTools) {

  /** Answers from before tools could be missing are read, too. */
  public Answer {
    missingTools = Objects.requireNonNullElse(missingTools, List.of());
  }
}
