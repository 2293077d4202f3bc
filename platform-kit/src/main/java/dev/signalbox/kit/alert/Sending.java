package dev.signalbox.kit.alert;

/** What became of one attempt to tell a recipient. */
sealed interface Sending {

  record Delivered() implements Sending {}

  /**
   * It was not taken.
   *
   * @param error for an operator, without the recipient's address
   */
  record Failed(String error) implements Sending {}

  /** The recipient never wants to hear of it again. */
  record Unwanted() implements Sending {}
}
