package dev.signalbox.cost.match;

/** A rule that is none. The message says what it must be. */
public final class InvalidNameRuleException extends RuntimeException {

  InvalidNameRuleException(String message) {
    super(message);
  }
}
