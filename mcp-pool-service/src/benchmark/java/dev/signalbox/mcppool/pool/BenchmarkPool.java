package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ConnectionFactory;
import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolInvocation;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerDefinition;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A pool of the service, without the service. */
public final class BenchmarkPool implements AutoCloseable {
  private static final LeaseHolder ANYBODY = new LeaseHolder("benchmark");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServerPool pool;

  public BenchmarkPool(ConnectionFactory connections, ServerDefinition server) {
    pool =
        new PoolFactory(
                connections,
                new BreakerSettings(
                    20, 5, 50, Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(10)),
                new Probing(Duration.ofSeconds(30), Duration.ofSeconds(5)),
                Clock.systemUTC())
            .serverOf(server)
            .pool();
  }

  /** Makes the connections that are to be there before anybody calls. */
  public void warm() {
    pool.tend();
  }

  public long ready() {
    return pool.health().members().stream()
        .filter(member -> member.state().status() == ServerState.Status.READY)
        .count();
  }

  /** The first text of what the tool answers, or why it did not. */
  public String call(String tool, JsonNode arguments) {
    ToolInvocation invocation =
        ToolInvocation.of(Tool.of(tool, JsonNodeFactory.instance.objectNode()), arguments);
    PoolOutcome outcome =
        pool.use(ANYBODY, connection -> connection.callTool(invocation, PATIENCE), PATIENCE);
    return outcome instanceof PoolOutcome.Used(RpcOutcome.Answered(JsonNode result))
        ? result.path("content").path(0).path("text").asString("")
        : outcome.toString();
  }

  @Override
  public void close() {
    pool.close();
  }
}
