package dev.signalbox.streaming.socket;

import org.jspecify.annotations.Nullable;

/** Nobody vouches for the caller of a connection any longer. */
public final class UnauthenticatedException extends RuntimeException {

  public UnauthenticatedException(@Nullable Throwable cause) {
    super("The connection carries no valid token of the gateway any longer; connect again.", cause);
  }
}
