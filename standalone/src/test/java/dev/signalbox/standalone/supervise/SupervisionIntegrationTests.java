package dev.signalbox.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.service.JavaProcess;
import dev.signalbox.standalone.testing.FakePlatform;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor in a process of its own, with parts that are processes. */
@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class SupervisionIntegrationTests {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Home home;
  private Running running;
  private Process supervisor;

  @BeforeEach
  void start() throws IOException {
    home = new Home(folder.resolve("a home"), folder, 0);
    home.create();
    running = new Running(home);
    ProcessBuilder builder =
        new ProcessBuilder(
                JavaProcess.java(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                FakePlatform.class.getName(),
                home.root().toString(),
                freePort(),
                freePort(),
                freePort())
            .redirectErrorStream(true)
            .redirectOutput(home.log("supervisor").toFile());
    OurProcesses.mark(builder.environment(), home);
    supervisor = builder.start();
    await().atMost(LIMIT).until(() -> running.snapshot().filter(Snapshot::allReady).isPresent());
  }

  @AfterEach
  void leaveNothing() throws InterruptedException {
    OurProcesses.end(ours(), Duration.ZERO);
  }

  @Test
  void aPartThatIsKilledComesBackAndTheOthersStay() {
    Snapshot before = running.snapshot().orElseThrow();
    long killed = before.part("polite").orElseThrow().pid();

    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    await()
        .atMost(LIMIT)
        .until(
            () ->
                running
                    .snapshot()
                    .flatMap(snapshot -> snapshot.part("polite"))
                    .filter(part -> part.isReady() && part.pid() != killed)
                    .isPresent());
    Snapshot after = running.snapshot().orElseThrow();
    assertThat(after.part("polite").orElseThrow().restarts()).isEqualTo(1);
    assertThat(after.part("database").orElseThrow().pid())
        .isEqualTo(before.part("database").orElseThrow().pid());
    assertThat(home.log("polite"))
        .content()
        .contains("ended by signal 9; starting again in")
        .contains("fake service on");
  }

  @Test
  void downEndsEveryPartEvenADeafOneAndTheDatabaseLast() throws Exception {
    Set<ProcessHandle> parts = ours();
    assertThat(parts).hasSize(4);

    assertThat(running.stop(snapshot -> {})).isTrue();

    assertThat(parts).noneMatch(ProcessHandle::isAlive);
    assertThat(ours()).isEmpty();
    assertThat(running.snapshot()).isEmpty();
    assertThat(running.stop(snapshot -> {})).isFalse();
  }

  @Test
  void politePartsEndByThemselvesWhenTheSupervisorIsKilledAndDownEndsTheRest() throws Exception {
    Snapshot before = running.snapshot().orElseThrow();
    ProcessHandle polite = process(before, "polite");
    ProcessHandle deaf = process(before, "deaf");

    supervisor.destroyForcibly().waitFor();

    await().atMost(LIMIT).until(() -> !polite.isAlive());
    assertThat(deaf.isAlive()).isTrue();
    assertThat(running.snapshot()).isEmpty();

    // It does not end when it is asked; the time it is given is over after ten seconds.
    assertThat(running.stop(snapshot -> {})).isTrue();

    assertThat(deaf.isAlive()).isFalse();
    assertThat(ours()).isEmpty();
  }

  @Test
  void neverTouchesAStrangerThatGotTheNumberOfOneOfOurs() throws Exception {
    running.stop(snapshot -> {});
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    try {
      new StateFile(home.state())
          .write(
              new Snapshot(
                  sleeper.pid(),
                  sleeper.info().startInstant().orElseThrow().minusSeconds(100),
                  Snapshot.Phase.UP,
                  "",
                  List.of()));

      running.stop(snapshot -> {});

      assertThat(sleeper.isAlive()).isTrue();
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
  }

  private Set<ProcessHandle> ours() {
    return new OurProcesses(home).find(List.of()).stream().collect(Collectors.toSet());
  }

  private static ProcessHandle process(Snapshot snapshot, String part) {
    return ProcessHandle.of(snapshot.part(part).orElseThrow().pid()).orElseThrow();
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
