package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.Availability;
import java.time.Duration;

/** What came of wanting to use a server's connection. */
public sealed interface PoolOutcome {

  /** One was used. */
  record Used(RpcOutcome outcome) implements PoolOutcome {}

  /**
   * There is none.
   *
   * @param retryAfter until there may be one
   */
  record Unavailable(String reason, Duration retryAfter) implements PoolOutcome {}

  /** One is being made, and that takes longer than the caller can wait. */
  record StillConnecting() implements PoolOutcome {}

  /** An admin wants none to be used. */
  record OutOfService(Availability availability) implements PoolOutcome {}

  /** The caller left while it waited. */
  record CallerLeft() implements PoolOutcome {}

  /** All are in use by others, for longer than the caller can wait. */
  record Busy(String reason) implements PoolOutcome {}
}
