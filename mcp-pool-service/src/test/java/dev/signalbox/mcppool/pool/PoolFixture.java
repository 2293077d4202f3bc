package dev.signalbox.mcppool.pool;

import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.ScriptedServer;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolInvocation;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A pool of connections to a server that lives in the test. */
final class PoolFixture implements AutoCloseable {
  static final Duration PATIENT = Duration.ofSeconds(20);
  static final Duration MAX_IDLE = Duration.ofMinutes(1);
  static final Duration MAX_AGE = Duration.ofHours(1);
  static final LeaseHolder ANYBODY = new LeaseHolder("anybody");

  private static final Tool TOOL = Tool.of("echo", JsonNodeFactory.instance.objectNode());

  final MutableClock clock = new MutableClock();
  final ScriptedServer server;
  final ServerPool pool;

  PoolFixture(ScriptedServer.Script script, Sharing sharing, int min, int max) {
    this(script, sharing, min, max, new Probing(Duration.ofDays(1), PATIENT), 2);
  }

  /**
   * @param minimumOfBreaker calls before a breaker judges
   */
  PoolFixture(
      ScriptedServer.Script script,
      Sharing sharing,
      int min,
      int max,
      Probing probing,
      int minimumOfBreaker) {
    this(script, sharing, min, max, probing, minimumOfBreaker, 1);
  }

  private PoolFixture(
      ScriptedServer.Script script,
      Sharing sharing,
      int min,
      int max,
      Probing probing,
      int minimumOfBreaker,
      int... weights) {
    clock.stopAt(Instant.EPOCH);
    server = new ScriptedServer(script);
    PoolSettings settings = new PoolSettings(sharing, min, max, 2, MAX_IDLE, MAX_AGE);
    MemberFactory members =
        new MemberFactory(
            "scripted",
            server.access(clock, weights),
            Set.of(),
            new BreakerSettings(
                2 * minimumOfBreaker,
                minimumOfBreaker,
                50,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                PATIENT),
            clock);
    pool =
        switch (sharing) {
          case SHARED -> new SharedPool(settings, probing, members);
          case LEASED -> new LeasedPool(settings, probing, members);
          case EPHEMERAL -> new EphemeralPool(settings, members);
        };
  }

  /** With a server of several replicas. */
  static PoolFixture ofReplicas(
      ScriptedServer.Script script, Sharing sharing, int min, int max, int... weights) {
    return new PoolFixture(
        script, sharing, min, max, new Probing(Duration.ofDays(1), PATIENT), 2, weights);
  }

  static RpcOutcome answered(int value) {
    return new RpcOutcome.Answered(JsonNodeFactory.instance.objectNode().put("value", value));
  }

  PoolOutcome call() {
    return call(ANYBODY, PATIENT);
  }

  PoolOutcome call(LeaseHolder holder, Duration timeout) {
    Function<McpConnection, RpcOutcome> work =
        connection ->
            connection.callTool(
                ToolInvocation.of(TOOL, JsonNodeFactory.instance.objectNode()), timeout);
    return pool.use(holder, work, timeout);
  }

  /** What the server answered. */
  int value(LeaseHolder holder) {
    PoolOutcome outcome = call(holder, PATIENT);
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Answered(JsonNode result))) {
      return result.path("value").intValue();
    }
    throw new AssertionError("No answer: " + outcome);
  }

  @Override
  public void close() {
    pool.close();
    server.close();
  }
}
