package dev.signalbox.streaming.socket;

/** What a client says on its connection, and what comes of it. Messages come one by one. */
public interface ClientSocket {

  /** A whole text message. */
  void received(byte[] message);

  /** Whether nothing runs. */
  boolean idle();

  /** Takes no more requests, and closes the connection for this reason when nothing runs. */
  void windUp(CloseReason reason);

  /** The connection has gone: everything that runs is cancelled. */
  void closed();
}
