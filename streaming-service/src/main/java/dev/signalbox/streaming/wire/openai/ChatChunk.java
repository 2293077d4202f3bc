package dev.signalbox.streaming.wire.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is read of one event of a chat completion stream. */
public sealed interface ChatChunk {

  /** {@code [DONE]}. */
  record Done() implements ChatChunk {}

  /** Nothing that concerns us: comments, other event types. */
  record Silent() implements ChatChunk {}

  /**
   * A {@code chat.completion.chunk}.
   *
   * @param outputCharacters characters the model put out
   * @param output whether the model put out anything, even if it is not text
   * @param finished whether a choice has its finish reason
   * @param usageOnly whether it carries usage and no choice
   * @param usage null when absent or null
   */
  record Part(
      int outputCharacters,
      boolean output,
      boolean finished,
      boolean usageOnly,
      @Nullable JsonNode usage)
      implements ChatChunk {}

  /** The provider reports an error in the stream. */
  record Failed(String message) implements ChatChunk {}

  /** Not JSON, or not a JSON object. */
  record Malformed() implements ChatChunk {}
}
