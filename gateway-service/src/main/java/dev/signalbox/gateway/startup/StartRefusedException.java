package dev.signalbox.gateway.startup;

/** The process must not run like this; the message tells an operator what to change. */
public final class StartRefusedException extends RuntimeException {
  public StartRefusedException(String message) {
    super(message);
  }

  public StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
