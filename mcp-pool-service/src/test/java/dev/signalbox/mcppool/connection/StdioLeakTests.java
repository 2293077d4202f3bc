package dev.signalbox.mcppool.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.credential.Sealing;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.process.StopTimes;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.testing.MisbehavingServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Starts, calls and kills servers over and over: nothing is left, and no call hangs. */
class StdioLeakTests {
  private static final int CYCLES = Integer.getInteger("signalbox.leak.cycles", 50);
  private static final int CALLS = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int SPARE_DESCRIPTORS = 8;
  private static final JsonNode ARGUMENTS =
      JsonMapper.builder().build().readTree("{\"text\":\"x\"}");

  private final Random random = new Random(42);
  private final Path folder;

  StdioLeakTests(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(600)
  void nothingIsLeftAfterManyStartsAndKills() throws Exception {
    Launcher launcher = new Launcher(new StopTimes(Duration.ofMillis(300), Duration.ofMillis(100)));
    try (launcher;
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      cycle(launcher, callers, 0);
      long descriptors = descriptors();
      for (int i = 1; i <= CYCLES; i++) {
        cycle(launcher, callers, i);
      }
      assertThat(launcher.running()).isZero();
      await().untilAsserted(() -> assertThat(poolThreads()).isEmpty());
      await()
          .untilAsserted(
              () -> assertThat(descriptors()).isLessThan(descriptors + SPARE_DESCRIPTORS));
    }
    await().untilAsserted(() -> assertThat(marked()).isEmpty());
  }

  private void cycle(Launcher launcher, ExecutorService callers, int cycle) throws Exception {
    String[] faults = cycle % 5 == 0 ? new String[] {"stay", "grandchild"} : new String[0];
    McpConnection connection =
        new StdioConnector(
                new ServerId("cycle-" + cycle),
                new Transport.Stdio("node", MisbehavingServer.arguments(faults), Map.of(), null),
                launcher,
                new Secrets(Map.of(), Sealing.off()),
                folder,
                new ConnectionLimits(
                    1 << 20, 64, 64, new ToolRules(100, Duration.ofMinutes(1)), TIMEOUT),
                new ToolList(Clock.systemUTC()))
            .connect(TIMEOUT);
    List<CompletableFuture<RpcOutcome>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> call(connection, "echo"), callers));
    }
    if (random.nextBoolean()) {
      CompletableFuture<RpcOutcome> dying =
          CompletableFuture.supplyAsync(() -> call(connection, "die"), callers);
      assertThat(dying.join()).isInstanceOf(RpcOutcome.Lost.class);
    }
    for (CompletableFuture<RpcOutcome> call : calls) {
      assertThat(call.join()).isInstanceOfAny(RpcOutcome.Answered.class, RpcOutcome.Lost.class);
    }
    connection.close();
    await().untilAsserted(() -> assertThat(marked()).isEmpty());
  }

  private static RpcOutcome call(McpConnection connection, String tool) {
    return connection.callTool(
        ToolInvocation.of(Tool.of(tool, MissingNode.getInstance()), ARGUMENTS), TIMEOUT);
  }

  /** The platform threads of connections. */
  private static List<String> poolThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("mcp-cycle"))
        .toList();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.count();
    }
  }

  /** The environments of processes that this one answers for. */
  private static List<String> marked() throws IOException {
    String mark = "SIGNALBOX_MCP_OWNER=" + ProcessHandle.current().pid() + ".";
    List<String> marked = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        String environment = environment(process);
        if (environment.contains(mark)) {
          marked.add(environment);
        }
      }
    }
    return marked;
  }

  /** Empty for a process that is gone or somebody else's. */
  private static String environment(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}
