package dev.signalbox.eventstore.log;

/** More appends wait than the log lets wait, or one has waited too long; nothing was recorded. */
public final class LogBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LogBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
