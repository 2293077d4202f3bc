package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.Availability;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** No connections, because an admin wants none. */
record StoppedPool(Availability availability, Sharing sharing, int max) implements ServerPool {
  @Override
  public PoolOutcome use(
      LeaseHolder holder, Function<McpConnection, RpcOutcome> work, Duration timeout) {
    return new PoolOutcome.OutOfService(availability);
  }

  @Override
  public PoolHealth health() {
    return new PoolHealth(sharing, max, 0, List.of());
  }

  @Override
  public void drain(Set<Integer> replicas) {
    // None gets calls.
  }

  @Override
  public void tend() {
    // There is nothing to tend.
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
