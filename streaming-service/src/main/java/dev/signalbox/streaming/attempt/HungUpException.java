package dev.signalbox.streaming.attempt;

import org.jspecify.annotations.Nullable;

/** The client hung up; unwinds an attempt. */
final class HungUpException extends Exception {

  HungUpException(@Nullable Throwable cause) {
    super("the client has gone", cause, false, false);
  }
}
