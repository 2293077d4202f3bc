package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** The connections to one server. */
public sealed interface ServerPool permits SharedPool, LeasedPool, EphemeralPool, StoppedPool {

  /**
   * Does the work over a connection, in the caller's thread, waiting for one first if need be. In a
   * session that the server had forgotten it is done again in a new one: the server did not look at
   * it.
   *
   * @param timeout for waiting; the work has its own
   */
  PoolOutcome use(LeaseHolder holder, Function<McpConnection, RpcOutcome> work, Duration timeout);

  PoolHealth health();

  /** Says which replicas of the server get no new calls, from 1 on. */
  void drain(Set<Integer> replicas);

  /** Whether a call is in flight. */
  default boolean isInUse() {
    return health().members().stream().anyMatch(member -> member.inFlight() > 0);
  }

  /** Does what is due: makes, probes, replaces and ends connections. Called every second or so. */
  void tend();

  /** Ends every connection, for good. */
  void close();
}
