package dev.signalbox.mcppool.rpc;

import java.time.Duration;

/**
 * Carries messages to one peer and frames back. A wire keeps bounded queues, and what it receives
 * never waits for what it sends.
 */
public interface Wire {

  /** Begins to receive. Called once, before anything is sent. */
  void open(WireListener listener);

  /**
   * Hands a message over, in order. While the way out is full it waits; a closed wire takes the
   * message and loses it, its listener having been told.
   *
   * @return false when there was no room within the time given
   */
  boolean send(RpcMessage message, Duration patience) throws InterruptedException;

  /**
   * Hands a message over ahead of those that wait, itself waiting for nothing.
   *
   * @return false when it had to be dropped
   */
  boolean sendAhead(RpcMessage message);

  /**
   * Takes back a request that is over.
   *
   * @return whether the peer need not be told: the request never left, or this told it
   */
  boolean withdraw(long id);

  /** Told once a handshake has settled on a version of the protocol. */
  default void negotiated(String protocolVersion) {}

  /** Ends the wire and tells its listener why. Later calls do nothing. */
  void close(String reason);
}
