package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.protocol.FinishReason;
import org.jspecify.annotations.Nullable;

/** What a response says about its end. */
final class Ending {

  private Ending() {}

  static String status(FinishReason reason) {
    return incompleteBecauseOf(reason) == null ? "completed" : "incomplete";
  }

  /** Null when the response is complete. */
  static @Nullable String incompleteBecauseOf(FinishReason reason) {
    return switch (reason) {
      case FinishReason.Usual usual ->
          switch (usual) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS, REFUSAL -> null;
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
          };
      case FinishReason.AsGiven given -> given.word();
    };
  }
}
