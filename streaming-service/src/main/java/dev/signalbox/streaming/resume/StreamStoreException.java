package dev.signalbox.streaming.resume;

import org.jspecify.annotations.Nullable;

/** Events could not be stored, or not in time. */
final class StreamStoreException extends Exception {

  StreamStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
