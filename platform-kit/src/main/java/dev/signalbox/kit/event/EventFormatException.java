package dev.signalbox.kit.event;

import org.jspecify.annotations.Nullable;

/** Bytes that should be an event and are not. */
public final class EventFormatException extends RuntimeException {
  EventFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
