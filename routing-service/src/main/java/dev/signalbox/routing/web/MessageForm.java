package dev.signalbox.routing.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.routing.run.Ask;
import dev.signalbox.routing.run.Complexity;
import dev.signalbox.routing.run.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a message.
 *
 * @param conversationId the conversation it continues; left out to begin one
 * @param agentId the agent it is meant for; left out to have one chosen
 * @param complexity low, medium (the default) or high
 * @param metadata an object that is kept with the message
 */
record MessageForm(
    @Nullable String message,
    @Nullable String conversationId,
    @Nullable String agentId,
    @Nullable String complexity,
    @Nullable JsonNode metadata) {

  private static final int MAX_METADATA_CHARACTERS = 16_384;

  /**
   * @param maxBytes how large the message may be, in UTF-8
   * @throws ProblemException naming the field that is wrong
   */
  Ask toAsk(Caller caller, long maxBytes, Ask.@Nullable Repeat repeat) {
    return new Ask(
        caller,
        MessageText.checked(message, maxBytes),
        conversationId,
        agentId,
        parsedComplexity(),
        checkedMetadata(),
        repeat);
  }

  private Complexity parsedComplexity() {
    return switch (complexity) {
      case null -> Complexity.MEDIUM;
      case "low" -> Complexity.LOW;
      case "medium" -> Complexity.MEDIUM;
      case "high" -> Complexity.HIGH;
      default -> throw MessageText.wrong("complexity", "must be low, medium or high");
    };
  }

  private @Nullable String checkedMetadata() {
    if (metadata == null || metadata.isNull()) {
      return null;
    }
    if (!metadata.isObject()) {
      throw MessageText.wrong("metadata", "must be an object");
    }
    String json = metadata.toString();
    if (json.length() > MAX_METADATA_CHARACTERS) {
      throw MessageText.wrong(
          "metadata", "must have at most %d characters as JSON".formatted(MAX_METADATA_CHARACTERS));
    }
    if (!Text.isStorable(json) || json.contains("\\u0000")) {
      throw MessageText.wrong("metadata", "must not have U+0000 or half of a surrogate pair in it");
    }
    return json;
  }
}
