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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Starts, calls and kills servers over and over: nothing is left, and no call hangs. Each cycle
 * starts Node, a third of a second of work, so the suite has time for few of them; {@code soak}
 * runs all.
 */
class StdioLeakIntegrationTests {
  private static final int CYCLES =
      System.getProperty("signalbox.soak.seconds") == null ? 25 : 1_000;
  private static final int CALLS = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int SPARE_DESCRIPTORS = 8;
  private static final JsonNode ARGUMENTS =
      JsonMapper.builder().build().readTree("{\"text\":\"x\"}");

  private final Random random = new Random(42);
  private final Path folder;

  StdioLeakIntegrationTests(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(1_800)
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

  /** What ends a cycle while its calls are in flight. */
  private enum Fate {
    NOTHING,
    DEATH,
    KILLED_CHILD,
    KILLED_GRANDCHILD,
    CLOSED_POOL
  }

  private void cycle(Launcher launcher, ExecutorService callers, int cycle) throws Exception {
    Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
    String[] faults =
        fate == Fate.KILLED_GRANDCHILD || cycle % 5 == 0
            ? new String[] {"stay", "grandchild"}
            : new String[0];
    McpConnection connection = connect(launcher, cycle, faults);
    List<CompletableFuture<RpcOutcome>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> call(connection, "echo"), callers));
    }
    switch (fate) {
      case NOTHING -> {}
      case DEATH -> assertThat(call(connection, "die")).isInstanceOf(RpcOutcome.Lost.class);
      case KILLED_CHILD -> kill(marked().getFirst());
      case KILLED_GRANDCHILD -> kill(marked().getLast());
      case CLOSED_POOL -> connection.close();
    }
    for (CompletableFuture<RpcOutcome> call : calls) {
      assertThat(call.get(TIMEOUT.toSeconds() / 2, TimeUnit.SECONDS))
          .isInstanceOfAny(RpcOutcome.Answered.class, RpcOutcome.Lost.class);
    }
    assertThat(connection.inFlight()).isZero();
    connection.close();
    await().untilAsserted(() -> assertThat(marked()).isEmpty());
    assertThat(folder.resolve("cycle-" + cycle).resolve(".connections")).isEmptyDirectory();
  }

  private McpConnection connect(Launcher launcher, int cycle, String... faults)
      throws ConnectFailed {
    return new StdioConnector(
            new ServerId("cycle-" + cycle),
            new Transport.Stdio("node", MisbehavingServer.arguments(faults), Map.of(), null),
            launcher,
            new Secrets(Map.of(), Sealing.off()),
            folder,
            true,
            new ConnectionLimits(
                1 << 20, 64, 64, new ToolRules(100, Duration.ofMinutes(1)), TIMEOUT),
            new ServerLists(Clock.systemUTC()))
        .connect(TIMEOUT);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
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

  /** The processes that this one answers for, in the order in which they started. */
  private static List<Long> marked() throws IOException {
    String mark = "SIGNALBOX_MCP_OWNER=" + ProcessHandle.current().pid() + ".";
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> environment(path).contains(mark))
          .map(path -> Long.valueOf(path.getFileName().toString()))
          .sorted()
          .toList();
    }
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
