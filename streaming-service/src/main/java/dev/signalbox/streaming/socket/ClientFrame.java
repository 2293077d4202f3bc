package dev.signalbox.streaming.socket;

import org.jspecify.annotations.Nullable;

/** A message of a client on {@code /v1/stream}. */
sealed interface ClientFrame {

  /**
   * Asks for a stream.
   *
   * @param credit bytes that may be sent at first; null for as many as there are
   */
  record Start(String streamId, SocketRequest request, @Nullable Long credit)
      implements ClientFrame {}

  /** Does not want the rest of a stream. */
  record Cancel(String streamId) implements ClientFrame {}

  /** Is ready for more of a stream. */
  record Grant(String streamId, long bytes) implements ClientFrame {}

  /** From the gateway: vouches for the caller for some time more. */
  record Token(String token) implements ClientFrame {}
}
