package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.canonical.StopReason;

/** The {@code finish_reason} of a choice. */
final class ChatStopReason {

  private ChatStopReason() {}

  /**
   * The reason in OpenAI's words.
   *
   * @param explained whether a refusal was put into words; one that was not must not be taken for
   *     an answer
   */
  static String of(StopReason reason, boolean explained) {
    return switch (reason) {
      case END, STOP_SEQUENCE, OTHER -> "stop";
      case MAX_TOKENS -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
      case REFUSAL -> explained ? "stop" : "content_filter";
    };
  }
}
