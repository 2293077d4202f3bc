package dev.signalbox.standalone.run;

import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Ports;
import dev.signalbox.standalone.probe.LocalPorts;
import dev.signalbox.standalone.service.JavaProcess;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Snapshot;
import dev.signalbox.standalone.supervise.StateFile;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The platform as a command sees it: starts it, waits for it, stops it. */
public final class Running {
  /** How long a start may take; a first one on a busy machine takes its time. */
  public static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(75);
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(10);

  /**
   * In a session of its own, so that a Ctrl-C in the terminal reaches the supervisor's children
   * through the supervisor alone, in order. Without setsid (macOS) job control does the same.
   */
  private static final String DETACH =
      """
      if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
      set -m
      trap '' INT
      "$@" <&0 &
      wait $!
      """;

  private final Home home;
  private final StateFile stateFile;

  public Running(Home home) {
    this.home = home;
    this.stateFile = new StateFile(home.state());
  }

  public Optional<Snapshot> snapshot() {
    return stateFile.readAlive();
  }

  /**
   * Starts the supervisor unless there is one. Before that, what a killed one left is removed and
   * every port is checked; one starter at a time does so.
   *
   * @param attached whether it ends when this process does
   * @return the process, which need not be the supervisor itself; empty if it ran already
   */
  public Optional<Process> start(boolean attached) throws IOException, InterruptedException {
    home.create();
    try (FileChannel channel =
            FileChannel.open(
                home.lock().resolveSibling("start.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || snapshot().isPresent()) {
        return Optional.empty();
      }
      removeLeftovers();
      checkPorts();
      Process process = spawn(attached);
      while (process.isAlive() && snapshot().isEmpty()) {
        Thread.sleep(POLL);
      }
      return Optional.of(process);
    }
  }

  private Process spawn(boolean attached) throws IOException {
    Distribution distribution = Distribution.install(home);
    List<String> command = new ArrayList<>(List.of("bash", "-c", DETACH, "signalbox"));
    command.add(JavaProcess.java());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-Xms8m",
            "-Xmx64m",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:MinHeapFreeRatio=10",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-cp",
            distribution.commandClassPath(),
            "dev.signalbox.standalone.Launcher",
            "supervise",
            distribution.folder().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log("supervisor").toFile()));
    if (!attached) {
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    }
    Map<String, String> environment = builder.environment();
    environment.put("SIGNALBOX_HOME", home.root().toString());
    environment.put("SIGNALBOX_REPOSITORY", home.repository().toString());
    environment.put("SIGNALBOX_SUPERVISED", Boolean.toString(attached));
    environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
    OurProcesses.mark(environment, home);
    Files.deleteIfExists(home.state());
    return builder.start();
  }

  /**
   * Waits until every part has been ready.
   *
   * @param progress shown every snapshot
   */
  public Snapshot awaitUp(Consumer<Snapshot> progress) throws InterruptedException {
    return await(snapshot -> snapshot.phase() == Snapshot.Phase.UP, START_PATIENCE, progress);
  }

  /**
   * Waits until the platform is as it shall be; fails when that takes too long, or when it ends.
   */
  public Snapshot await(Predicate<Snapshot> wanted, Duration patience, Consumer<Snapshot> progress)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < until) {
      Snapshot snapshot =
          snapshot()
              .orElseThrow(
                  () ->
                      LauncherException.failed(
                          "the platform is not running any more; see " + home.log("supervisor")));
      progress.accept(snapshot);
      if (wanted.test(snapshot)) {
        return snapshot;
      }
      Thread.sleep(POLL);
    }
    throw LauncherException.failed("not ready after " + patience.toSeconds() + " s: " + notReady());
  }

  private String notReady() {
    StringBuilder text = new StringBuilder();
    snapshot().stream()
        .flatMap(snapshot -> snapshot.parts().stream())
        .filter(part -> !part.isReady())
        .forEach(
            part ->
                text.append(part.name())
                    .append(" (")
                    .append(part.state())
                    .append(", log: ")
                    .append(home.log(part.name()))
                    .append(") "));
    return text.toString().strip();
  }

  /**
   * Stops the platform, whatever state it is in.
   *
   * @return whether there was anything to stop
   */
  public boolean stop(Consumer<Snapshot> progress) throws InterruptedException {
    Optional<Snapshot> running = snapshot();
    if (running.isPresent()) {
      ProcessHandle supervisor = ProcessHandle.of(running.get().pid()).orElse(null);
      if (supervisor != null) {
        supervisor.destroy();
        long until = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (supervisor.isAlive() && System.nanoTime() < until) {
          stateFile.read().ifPresent(progress);
          OurProcesses.awaitEnd(supervisor, POLL);
        }
        supervisor.destroyForcibly();
      }
    }
    return removeLeftovers() || running.isPresent();
  }

  /** Ends what a killed supervisor left. */
  private boolean removeLeftovers() throws InterruptedException {
    Set<ProcessHandle> left = new OurProcesses(home).find(stateFile.recorded());
    OurProcesses.end(left, LEFT_BEHIND);
    return !left.isEmpty();
  }

  private void checkPorts() {
    Ports.all(home)
        .forEach(
            (port, owner) -> {
              if (!LocalPorts.free(port)) {
                throw LauncherException.usage(
                    "port %d, which %s needs, is taken%s. Free it, or set SIGNALBOX_PORT_OFFSET to move every port."
                        .formatted(
                            port,
                            owner,
                            LocalPorts.holder(port).map(by -> " by " + by).orElse("")));
              }
            });
  }
}
