package dev.signalbox.mcppool.benchmark;

import dev.signalbox.mcppool.connection.BenchmarkConnections;
import dev.signalbox.mcppool.pool.BenchmarkPool;
import dev.signalbox.mcppool.server.Availability;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Sharing;
import dev.signalbox.mcppool.server.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The client core and its pool in this JVM: connections that are kept, or one for each call. */
final class PoolSubject implements Subject {
  private static final int MOST_AT_ONCE = 8;

  private final String name;
  private final ToolServer server;
  private final Sharing sharing;
  private final BenchmarkConnections connections;

  private PoolSubject(String name, ToolServer server, Sharing sharing) {
    this.name = name;
    this.server = server;
    this.sharing = sharing;
    try {
      Path folder = Files.createTempDirectory("signalbox-benchmark-mcp");
      folder.toFile().deleteOnExit();
      this.connections = new BenchmarkConnections(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PoolSubject kept(ToolServer server) {
    return new PoolSubject("signalbox", server, Sharing.SHARED);
  }

  /** At most eight processes at once: more are not quicker, and take 70 MB each. */
  static PoolSubject perCall(ToolServer server) {
    return new PoolSubject("per-call", server, Sharing.EPHEMERAL);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takesPartIn(BenchmarkCase one) {
    return sharing == Sharing.SHARED
        || switch (one) {
          case BenchmarkCase.Calls calls -> calls.callers() <= MOST_AT_ONCE && calls.replicas() == 1;
          case BenchmarkCase.FirstCall first -> true;
          case BenchmarkCase.Idle idle -> false;
          case BenchmarkCase.Kill kill -> false;
        };
  }

  @Override
  public Way open(int replicas) {
    boolean shared = sharing == Sharing.SHARED;
    PoolSettings settings =
        new PoolSettings(
            sharing,
            shared ? replicas : 0,
            shared ? replicas : MOST_AT_ONCE,
            16,
            Duration.ofMinutes(15),
            Duration.ofDays(1));
    return new PoolWay(
        new BenchmarkPool(
            connections.factory(),
            new ServerDefinition(
                new ServerId(name),
                1,
                null,
                new Transport.Stdio("node", server.arguments(), Map.of(), null),
                settings,
                Instant.EPOCH,
                "benchmark",
                Availability.ENABLED,
                null,
                Set.of())),
        settings.min());
  }

  @Override
  public void close() {
    connections.close();
  }

  private record PoolWay(BenchmarkPool pool, int kept) implements Way {
    private static final JsonNode ARGUMENTS =
        JsonNodeFactory.instance.objectNode().put("message", TEXT);

    @Override
    public boolean echo() {
      return pool.call("echo", ARGUMENTS).equals(ANSWER);
    }

    @Override
    public boolean echoToNewcomer() {
      return echo();
    }

    @Override
    public void awaitReady() {
      pool.warm();
      while (pool.ready() < kept) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    public List<ProcessHandle> servers() {
      return ToolServer.of(ProcessHandle.current());
    }

    @Override
    public long memory() {
      return Memory.heap();
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
