package dev.signalbox.streaming.load;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.time.Duration;

/** There is no place for a request, and nothing was done for it. */
public final class OverloadedException extends RuntimeException {

  private static final Duration RETRY = Duration.ofSeconds(1);

  OverloadedException() {
    super("There is too much to do here. Nothing was attempted; try again shortly.");
  }

  /** For a client. */
  public ProtocolError error() {
    return new ProtocolError(
        LoadProblem.OVERLOADED.status(),
        LoadProblem.OVERLOADED.code(),
        String.valueOf(getMessage()),
        null);
  }

  public Duration retryAfter() {
    return RETRY;
  }
}
