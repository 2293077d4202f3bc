package dev.signalbox.registry.egress;

import java.time.Duration;

/** Something could not be fetched; the message says why, in words for an operator. */
public final class FetchFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Duration took;

  FetchFailedException(String message, Duration took, Throwable cause) {
    super(message, cause);
    this.took = took;
  }

  /** From the request to the failure. */
  public Duration took() {
    return took;
  }
}
