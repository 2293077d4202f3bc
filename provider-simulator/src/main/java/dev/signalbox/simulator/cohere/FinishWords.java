package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.protocol.FinishReason;

/** Values of {@code finish_reason}. */
final class FinishWords {

  private FinishWords() {}

  static String of(FinishReason reason) {
    return switch (reason) {
      case FinishReason.Usual usual ->
          switch (usual) {
            case STOP, REFUSAL -> "COMPLETE";
            case STOP_SEQUENCE -> "STOP_SEQUENCE";
            case LENGTH -> "MAX_TOKENS";
            case TOOL_CALLS -> "TOOL_CALL";
            case CONTENT_FILTER -> "ERROR";
          };
      case FinishReason.AsGiven given -> given.word();
    };
  }
}
