package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.FinishReason;

/** Values of {@code finishReason}. */
final class FinishNames {

  private FinishNames() {}

  static String of(FinishReason reason) {
    return switch (reason) {
      case FinishReason.Usual usual ->
          switch (usual) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER, REFUSAL -> "SAFETY";
          };
      case FinishReason.AsGiven given -> given.word();
    };
  }
}
