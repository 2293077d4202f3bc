package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.StopReason;
import org.jspecify.annotations.Nullable;

/** The {@code finishReason} of a candidate (ai.google.dev/api/generate-content#FinishReason). */
final class Finish {

  static final String MALFORMED_CALL = "MALFORMED_FUNCTION_CALL";

  private Finish() {}

  /**
   * Why a candidate ends; null while it does not.
   *
   * @param calls whether it calls functions, of which the reason does not tell
   */
  static @Nullable StopReason read(String reason, boolean calls) {
    return switch (reason) {
      case "", "FINISH_REASON_UNSPECIFIED" -> null;
      // The second one is not Google's, but of servers that speak its protocol.
      case "STOP", "FUNCTION_CALL" -> calls ? StopReason.TOOL_CALLS : StopReason.END;
      // The second one could be continued, with a token that only Gemini understands.
      case "MAX_TOKENS", "CONTINUATION" -> StopReason.MAX_TOKENS;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "MODEL_ARMOR" ->
          StopReason.CONTENT_FILTER;
      default -> StopReason.OTHER;
    };
  }

  static String write(StopReason reason) {
    return switch (reason) {
      case END, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
      case MAX_TOKENS -> "MAX_TOKENS";
      case CONTENT_FILTER, REFUSAL -> "SAFETY";
      case OTHER -> "OTHER";
    };
  }
}
