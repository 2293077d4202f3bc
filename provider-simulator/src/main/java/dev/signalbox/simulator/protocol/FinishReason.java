package dev.signalbox.simulator.protocol;

import java.util.Locale;

/** Why an answer ends. */
public sealed interface FinishReason {

  /** A reason every protocol has a word for. */
  enum Usual implements FinishReason {
    STOP,
    STOP_SEQUENCE,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    REFUSAL
  }

  /** A word of one protocol, sent as it is. */
  record AsGiven(String word) implements FinishReason {}

  static FinishReason named(String name) {
    for (Usual usual : Usual.values()) {
      if (usual.name().toLowerCase(Locale.ROOT).equals(name)) {
        return usual;
      }
    }
    return new AsGiven(name);
  }
}
