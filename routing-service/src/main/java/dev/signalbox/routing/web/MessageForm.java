package dev.signalbox.routing.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.routing.run.Ask;
import dev.signalbox.routing.run.Complexity;
import dev.signalbox.routing.run.RoutingProblem;
import dev.signalbox.routing.run.Text;
import java.nio.charset.StandardCharsets;
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
        checkedMessage(maxBytes),
        conversationId,
        agentId,
        parsedComplexity(),
        checkedMetadata(),
        repeat);
  }

  private String checkedMessage(long maxBytes) {
    if (message == null || message.isBlank()) {
      throw wrong("message", "must have something other than white space in it");
    }
    if (!Text.isStorable(message)) {
      throw wrong("message", "must not have U+0000 or half of a surrogate pair in it");
    }
    if (message.length() > maxBytes || message.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw new ProblemException(
              RoutingProblem.MESSAGE_TOO_LARGE,
              "A message may have %d bytes in UTF-8; send less, or in parts.".formatted(maxBytes))
          .withError("message", "has more than %d bytes in UTF-8".formatted(maxBytes));
    }
    return message;
  }

  private Complexity parsedComplexity() {
    return switch (complexity) {
      case null -> Complexity.MEDIUM;
      case "low" -> Complexity.LOW;
      case "medium" -> Complexity.MEDIUM;
      case "high" -> Complexity.HIGH;
      default -> throw wrong("complexity", "must be low, medium or high");
    };
  }

  private @Nullable String checkedMetadata() {
    if (metadata == null || metadata.isNull()) {
      return null;
    }
    if (!metadata.isObject()) {
      throw wrong("metadata", "must be an object");
    }
    String json = metadata.toString();
    if (json.length() > MAX_METADATA_CHARACTERS) {
      throw wrong(
          "metadata", "must have at most %d characters as JSON".formatted(MAX_METADATA_CHARACTERS));
    }
    if (!Text.isStorable(json) || json.contains("\\u0000")) {
      throw wrong("metadata", "must not have U+0000 or half of a surrogate pair in it");
    }
    return json;
  }

  private static ProblemException wrong(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The field " + field + " " + message)
        .withError(field, message);
  }
}
