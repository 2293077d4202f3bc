package dev.signalbox.streaming.socket;

import java.io.IOException;

/** The connection to a client. For use by several threads. */
public interface SocketLink {

  /** Sends a text message whole; waits while the client does not read. */
  void send(String message) throws IOException;

  /** Closes it, once. */
  void close(CloseReason reason);
}
