package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.FinishReason;

/** Values of {@code stop_reason}. */
final class StopWords {

  private StopWords() {}

  static String of(FinishReason reason) {
    return switch (reason) {
      case FinishReason.Usual usual ->
          switch (usual) {
            case STOP -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER, REFUSAL -> "refusal";
          };
      case FinishReason.AsGiven given -> given.word();
    };
  }
}
