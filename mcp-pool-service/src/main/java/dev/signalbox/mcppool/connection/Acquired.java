package dev.signalbox.mcppool.connection;

import java.time.Duration;

/** What came of asking for a server's connection. */
public sealed interface Acquired {

  /** There is one. */
  record Connected(McpConnection connection) implements Acquired {}

  /**
   * There is none.
   *
   * @param retryAfter until it is tried again
   */
  record Unavailable(String reason, Duration retryAfter) implements Acquired {}

  /** It is being made, and that takes longer than the caller can wait. */
  record StillConnecting() implements Acquired {}

  /** The caller left while it waited. */
  record CallerLeft() implements Acquired {}
}
