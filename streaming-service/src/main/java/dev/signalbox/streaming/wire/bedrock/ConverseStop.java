package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.StopReason;

/** Converse's {@code stopReason}. */
final class ConverseStop {

  private ConverseStop() {}

  static StopReason reason(String name) {
    return switch (name) {
      case "end_turn" -> StopReason.END;
      case "stop_sequence" -> StopReason.STOP_SEQUENCE;
      case "max_tokens", "model_context_window_exceeded" -> StopReason.MAX_TOKENS;
      case "tool_use" -> StopReason.TOOL_CALLS;
      case "content_filtered", "guardrail_intervened" -> StopReason.CONTENT_FILTER;
      case "refusal" -> StopReason.REFUSAL;
      default -> StopReason.OTHER;
    };
  }

  /** Whether the model broke down rather than stopped, so that nothing of the answer holds. */
  static boolean broken(String name) {
    return name.equals("malformed_model_output") || name.equals("malformed_tool_use");
  }

  static String name(StopReason reason) {
    return switch (reason) {
      case END, OTHER -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case MAX_TOKENS -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER, REFUSAL -> "content_filtered";
    };
  }
}
