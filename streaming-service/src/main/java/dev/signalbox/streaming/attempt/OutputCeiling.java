package dev.signalbox.streaming.attempt;

/**
 * How much an attempt may put out before it is cut off. The output is counted as the provider tells
 * while it goes on, or estimated.
 */
sealed interface OutputCeiling {

  /** It goes on for as long as its provider has it. */
  record None() implements OutputCeiling {}

  /** So many tokens are reserved for it. */
  record Tokens(long most) implements OutputCeiling {}

  default boolean reached(long output) {
    return switch (this) {
      case None ignored -> false;
      case Tokens(long most) -> output >= most;
    };
  }
}
