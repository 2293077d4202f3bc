package dev.signalbox.streaming.attempt;

/** Unwinds an attempt that failed. */
final class AttemptFailedException extends Exception {

  private final transient Failure failure;

  AttemptFailedException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
