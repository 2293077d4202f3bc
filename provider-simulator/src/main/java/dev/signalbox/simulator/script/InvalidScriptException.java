package dev.signalbox.simulator.script;

/** A script that cannot be played; the message says what is wrong with it. */
public final class InvalidScriptException extends RuntimeException {

  public InvalidScriptException(String message) {
    super(message);
  }
}
