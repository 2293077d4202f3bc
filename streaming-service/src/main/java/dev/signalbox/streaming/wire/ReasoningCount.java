package dev.signalbox.streaming.wire;

/** Where a provider counts reasoning tokens; never guessed from the figures. */
public enum ReasoningCount {
  /** Inside {@code completion_tokens}, as OpenAI does. */
  INSIDE_COMPLETION,
  /** Beside it: {@code completion_tokens} is the visible output only. */
  BESIDE_COMPLETION
}
