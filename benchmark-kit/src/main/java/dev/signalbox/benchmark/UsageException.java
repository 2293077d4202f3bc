package dev.signalbox.benchmark;

/** A benchmark was asked for something that there is not; its message is one line for a person. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
