package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.canonical.StopReason;

/** The {@code finish_reason} of an answer. */
final class CohereStop {

  /** The answer is none, or not all of it. */
  static final String ERROR = "ERROR";

  private CohereStop() {}

  static boolean failed(String name) {
    return name.equals(ERROR) || name.equals("TIMEOUT");
  }

  static StopReason reason(String name) {
    return switch (name) {
      case "COMPLETE" -> StopReason.END;
      case "STOP_SEQUENCE" -> StopReason.STOP_SEQUENCE;
      case "MAX_TOKENS", "ERROR_LIMIT" -> StopReason.MAX_TOKENS;
      case "TOOL_CALL" -> StopReason.TOOL_CALLS;
      case "ERROR_TOXIC" -> StopReason.CONTENT_FILTER;
      default -> StopReason.OTHER;
    };
  }

  /**
   * In Cohere's words. What is held back is told as an error: there is nothing else for it.
   *
   * @param explained whether a refusal was put into words; one that was not must not be taken for
   *     an answer
   */
  static String name(StopReason reason, boolean explained) {
    return switch (reason) {
      case END, OTHER -> "COMPLETE";
      case REFUSAL -> explained ? "COMPLETE" : ERROR;
      case STOP_SEQUENCE -> "STOP_SEQUENCE";
      case MAX_TOKENS -> "MAX_TOKENS";
      case TOOL_CALLS -> "TOOL_CALL";
      case CONTENT_FILTER -> ERROR;
    };
  }
}
