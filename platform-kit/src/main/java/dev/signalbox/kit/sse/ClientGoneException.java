package dev.signalbox.kit.sse;

import org.jspecify.annotations.Nullable;

/** The reader of a stream has gone: there is nobody left to write for. */
public final class ClientGoneException extends RuntimeException {
  ClientGoneException(@Nullable Throwable cause) {
    super("The client has gone", cause);
  }
}
