package dev.signalbox.mcppool.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.testing.MisbehavingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTests {
  private static final StopTimes IMPATIENT =
      new StopTimes(Duration.ofSeconds(1), Duration.ofMillis(200));

  private final Launcher launcher = new Launcher(IMPATIENT);
  private final StderrTail errors = new StderrTail(line -> line.replace("s3cret", "***"));

  private final Path folder;

  ProcessTreeTests(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    launcher.close();
  }

  @Test
  void aServerEndsWithItsInput() throws Exception {
    ProcessTree tree = launch();
    tree.input().close();

    assertThat(launcher.stop(tree)).isEqualTo(StopOutcome.ENDED);
    assertThat(tree.members()).isEmpty();
    assertThat(tree.exit().join()).isZero();
    assertThat(launcher.running()).isZero();
  }

  @Test
  void aServerThatStaysIsTerminated() throws Exception {
    ProcessTree tree = launch("stay");
    tree.input().close();

    assertThat(launcher.stop(tree)).isEqualTo(StopOutcome.TERMINATED);
    assertThat(tree.members()).isEmpty();
  }

  @Test
  void aServerThatIgnoresSigtermIsKilled() throws Exception {
    ProcessTree tree = launch("stay", "ignore-sigterm");

    assertThat(launcher.stop(tree)).isEqualTo(StopOutcome.KILLED);
    assertThat(tree.members()).isEmpty();
  }

  @Test
  void grandchildrenGoWhetherTheyDetachedOrLostTheirMark() throws Exception {
    ProcessTree tree = launch("grandchild", "detached-grandchild", "unmarked-grandchild");
    await().until(() -> tree.members().size() == 4);
    Set<ProcessHandle> members = tree.members();
    ProcessHandle root = ProcessHandle.of(tree.pid()).orElseThrow();
    root.destroyForcibly();
    await().until(() -> !root.isAlive());

    assertThat(tree.members()).hasSize(3);
    assertThat(launcher.stop(tree)).isEqualTo(StopOutcome.KILLED);
    assertThat(members).noneMatch(ProcessTreeTests::runs);
  }

  @Test
  void whatEscapedItsServersEndIsEndedOnceItWasSeenTwice() throws Exception {
    ProcessTree tree = launch("stay");
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put(Owner.VARIABLE, launcher.mark() + "/999");
    Process stray = builder.start();
    await().until(() -> environment(stray.pid()).contains(launcher.mark()));

    assertThat(launcher.reapStrays()).isZero();
    assertThat(stray.isAlive()).isTrue();
    assertThat(launcher.reapStrays()).isEqualTo(1);
    await().until(() -> !stray.isAlive());
    assertThat(tree.members()).hasSize(1);
    assertThat(launcher.reapStrays()).isZero();
  }

  @Test
  void aServerSeesNoEnvironmentButItsOwn() throws Exception {
    ProcessTree tree = launch("stay");

    // Empty while the kernel replaces the program.
    String environment =
        await().until(() -> environment(tree.pid()), text -> text.contains("TOKEN="));
    assertThat(environment.split("\0", -1))
        .filteredOn(variable -> !variable.isEmpty())
        .allMatch(
            variable ->
                List.of("PATH", "HOME", "TOKEN", "SIGNALBOX_MCP_OWNER")
                    .contains(variable.substring(0, variable.indexOf('='))));
    assertThat(environment).contains("TOKEN=s3cret", "HOME=" + folder);
  }

  private static String environment(long pid) throws IOException {
    return new String(
        Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), StandardCharsets.UTF_8);
  }

  @Test
  void whatAServerSaysOnItsErrorOutputIsKeptWithoutSecrets() throws Exception {
    ProcessTree tree = launch("crash");

    assertThat(tree.exit().join()).isEqualTo(3);
    await().untilAsserted(() -> assertThat(errors.lastLine()).contains("cannot reach ***"));
  }

  @Test
  void aProgramThatIsNotThereIsSaidSo() {
    Command command = new Command("none", "no-such-program", List.of(), Map.of(), folder);

    assertThatThrownBy(() -> launcher.launch(command, errors))
        .isInstanceOf(LaunchFailed.class)
        .hasMessageContaining("no program \"no-such-program\"");
  }

  @Test
  void closingTheLauncherEndsEverythingAtOnceAndTheWatchdogToo() throws Exception {
    ProcessTree first = launch("stay");
    ProcessTree second = launch("stay", "ignore-sigterm", "grandchild");
    long watchdog = launcher.watchdogPid();
    launcher.close();

    assertThat(first.members()).isEmpty();
    assertThat(second.members()).isEmpty();
    assertThat(ProcessTable.find(watchdog)).isEmpty();
    assertThatThrownBy(this::launch).isInstanceOf(LaunchFailed.class);
  }

  @Test
  void aKilledWatchdogIsReplaced() throws Exception {
    launch("stay");
    long watchdog = launcher.watchdogPid();
    kill(watchdog);
    launch("stay");

    assertThat(launcher.watchdogPid()).isNotEqualTo(watchdog);
    assertThat(ProcessHandle.of(launcher.watchdogPid())).isPresent();
  }

  @Test
  void nothingOutlivesAPoolThatIsKilled() throws Exception {
    Process pool = startPool();
    Pids pids = Pids.readFrom(pool);
    List<ProcessHandle> family = family(pids.server());
    pool.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> family.stream().noneMatch(ProcessTreeTests::runs));
    await().until(() -> ProcessTable.find(pids.watchdog()).isEmpty());
  }

  @Test
  void theNextStartReapsWhatAPoolAndItsWatchdogLeft() throws Exception {
    Process pool = startPool();
    Pids pids = Pids.readFrom(pool);
    List<ProcessHandle> family = family(pids.server());
    kill(pids.watchdog());
    pool.destroyForcibly().waitFor();

    ProcessTree ours = launch("stay");
    assertThat(Leftovers.reap()).isGreaterThanOrEqualTo(2);
    assertThat(family).noneMatch(ProcessTreeTests::runs);
    assertThat(ours.members()).hasSize(1);
  }

  private ProcessTree launch(String... faults) throws LaunchFailed {
    return launcher.launch(
        new Command(
            "test", "node", MisbehavingServer.arguments(faults), Map.of("TOKEN", "s3cret"), folder),
        errors);
  }

  private static Process startPool() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PoolProcess.class.getName(),
            "stay",
            "ignore-sigterm",
            "grandchild")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<ProcessHandle> family(long server) {
    ProcessHandle root = ProcessHandle.of(server).orElseThrow();
    await().until(() -> root.descendants().findAny().isPresent());
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  /** A zombie, which waits for the machine's init to notice it, does not run. */
  private static boolean runs(ProcessHandle process) {
    return ProcessTable.find(process.pid()).isPresent();
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    await().until(() -> !runs(process));
  }

  private record Pids(long server, long watchdog) {
    static Pids readFrom(Process pool) throws IOException {
      BufferedReader output = pool.inputReader();
      String line = output.readLine();
      while (line != null && !line.matches("\\d+ \\d+")) {
        line = output.readLine();
      }
      String[] pids = String.valueOf(line).split(" ", 2);
      return new Pids(Long.parseLong(pids[0]), Long.parseLong(pids[1]));
    }
  }
}
