package dev.signalbox.cost.ledger;

/** What is said about an attempt cannot be right, so it does not go into the ledger. */
public final class ImplausibleAttemptException extends RuntimeException {

  public ImplausibleAttemptException(String message) {
    super(message);
  }
}
