package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.protocol.FinishReason;

/** Values of {@code finish_reason}. */
final class FinishWords {

  private FinishWords() {}

  static String of(FinishReason reason) {
    return switch (reason) {
      case FinishReason.Usual usual ->
          switch (usual) {
            case STOP, STOP_SEQUENCE, REFUSAL -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
          };
      case FinishReason.AsGiven given -> given.word();
    };
  }
}
