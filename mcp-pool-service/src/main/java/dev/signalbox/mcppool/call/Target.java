package dev.signalbox.mcppool.call;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.pool.PooledServer;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.util.function.Function;

/** A server that is to be called for somebody, and until when. */
record Target(ServerId id, PooledServer server, LeaseHolder holder, TimeLeft left) {
  PoolOutcome use(Function<McpConnection, RpcOutcome> work) {
    return server.pool().use(holder, work, left.now());
  }
}
