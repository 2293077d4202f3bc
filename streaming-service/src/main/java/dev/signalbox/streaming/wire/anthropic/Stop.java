package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.StopReason;

/** The {@code stop_reason} of a message. */
final class Stop {

  private Stop() {}

  static StopReason read(String reason) {
    return switch (reason) {
      case "end_turn" -> StopReason.END;
      case "max_tokens", "model_context_window_exceeded" -> StopReason.MAX_TOKENS;
      case "stop_sequence" -> StopReason.STOP_SEQUENCE;
      case "tool_use" -> StopReason.TOOL_CALLS;
      case "refusal" -> StopReason.REFUSAL;
      default -> StopReason.OTHER;
    };
  }

  /** What is unknown here ends the turn: anything else would have a client go on. */
  static String write(StopReason reason) {
    return switch (reason) {
      case END, OTHER -> "end_turn";
      case MAX_TOKENS -> "max_tokens";
      case STOP_SEQUENCE -> "stop_sequence";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER, REFUSAL -> "refusal";
    };
  }
}
