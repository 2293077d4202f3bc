package dev.signalbox.simulator.protocol;

/** How a protocol words its errors. */
public interface Errors {

  /** What a real provider answers with that status. */
  Reply failure(int status);

  /** The same, with when to try again. */
  default Reply failure(int status, int retryAfterSeconds) {
    return failure(status).with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** What it answers to a request it does not take. */
  Reply refusal(RefusedException refused);
}
