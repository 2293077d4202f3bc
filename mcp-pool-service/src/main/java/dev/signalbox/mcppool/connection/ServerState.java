package dev.signalbox.mcppool.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How this replica stands with a server.
 *
 * @param reason why it is not ready, for people; null when it is
 * @param negotiated what was agreed on, when it is ready
 */
public record ServerState(
    Status status, @Nullable String reason, Instant since, @Nullable Negotiated negotiated) {

  /** The states a server can be in. */
  public enum Status {
    /** A connection is being made. */
    CONNECTING,
    /** There is a connection. */
    READY,
    /** The connection was lost or could not be made; it is tried again soon. */
    DEGRADED,
    /** It failed too often in a row; it is tried again, but not often. */
    CRASH_LOOPING,
    /** Nobody has needed it yet, or it is being removed. */
    STOPPED
  }
}
