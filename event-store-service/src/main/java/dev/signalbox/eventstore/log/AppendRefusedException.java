package dev.signalbox.eventstore.log;

/** An event breaks a rule of this store: nothing was recorded, and repeating it will not help. */
public abstract class AppendRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  protected AppendRefusedException(String message) {
    super(message);
  }
}
