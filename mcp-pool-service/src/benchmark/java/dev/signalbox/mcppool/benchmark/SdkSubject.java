package dev.signalbox.mcppool.benchmark;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The official Java SDK: a synchronous client for each replica, taken in turn. */
final class SdkSubject implements Subject {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ToolServer server;

  SdkSubject(ToolServer server) {
    this.server = server;
  }

  @Override
  public String name() {
    return "java-sdk";
  }

  @Override
  public Way open(int replicas) {
    return new SdkWay(
        IntStream.range(0, replicas).mapToObj(i -> client()).toList(), new AtomicInteger());
  }

  private McpSyncClient client() {
    McpSyncClient client =
        McpClient.sync(
                new StdioClientTransport(
                    ServerParameters.builder("node").args(server.arguments()).build(),
                    McpJsonDefaults.getMapper()))
            .requestTimeout(TIMEOUT)
            .build();
    client.initialize();
    return client;
  }

  private record SdkWay(List<McpSyncClient> clients, AtomicInteger turn) implements Way {
    private static final McpSchema.CallToolRequest REQUEST =
        McpSchema.CallToolRequest.builder("echo").arguments(Map.of("message", TEXT)).build();

    @Override
    public boolean echo() {
      McpSyncClient client =
          clients.size() == 1
              ? clients.getFirst()
              : clients.get(Math.floorMod(turn.getAndIncrement(), clients.size()));
      try {
        return client.callTool(REQUEST).content().getFirst()
                instanceof McpSchema.TextContent content
            && content.text().equals(ANSWER);
      } catch (RuntimeException failed) {
        return false; // What it throws is of no one type.
      }
    }

    @Override
    public boolean echoToNewcomer() {
      return echo();
    }

    @Override
    public void awaitReady() {}

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
      clients.forEach(McpSyncClient::close);
    }
  }
}
