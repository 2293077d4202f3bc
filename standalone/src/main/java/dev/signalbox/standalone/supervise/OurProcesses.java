package dev.signalbox.standalone.supervise;

import dev.signalbox.standalone.platform.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the processes of one platform, and ends them. A process is ours when it carries this
 * platform's mark in its environment, runs a program that lies in the platform's folder, or was
 * recorded with the same process id and start time. Nothing else is ever touched.
 */
public final class OurProcesses {
  /** Set, to the platform's folder, for the supervisor and inherited by all below it. */
  public static final String MARK = "SIGNALBOX_PLATFORM";

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private final Home home;
  private final String mark;

  public OurProcesses(Home home) {
    this.home = home;
    this.mark = MARK + "=" + home.root();
  }

  /** Marks the environment of a process that is about to be started. */
  public static void mark(Map<String, String> environment, Home home) {
    environment.put(MARK, home.root().toString());
  }

  /** Whether the process with this id is still the one that started then. */
  public static boolean same(long pid, Instant started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(actual -> Duration.between(actual, started).abs().compareTo(SAME_START) < 0)
        .isPresent();
  }

  /** Every living process of the platform but this one. */
  public Set<ProcessHandle> find(List<StateFile.Recorded> recorded) {
    long self = ProcessHandle.current().pid();
    Stream<ProcessHandle> known =
        recorded.stream()
            .filter(process -> same(process.pid(), process.started()))
            .flatMap(process -> ProcessHandle.of(process.pid()).stream());
    return Stream.concat(known, ProcessHandle.allProcesses().filter(this::ours))
        .filter(process -> process.pid() != self && process.isAlive())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean ours(ProcessHandle process) {
    return process
            .info()
            .command()
            .filter(command -> Path.of(command).startsWith(home.root()))
            .isPresent()
        || marked(process.pid());
  }

  private boolean marked(long pid) {
    Path environment = Path.of("/proc", Long.toString(pid), "environ");
    try {
      String text = Files.readString(environment, StandardCharsets.ISO_8859_1);
      String wanted =
          new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      return ("\0" + text).contains("\0" + wanted + "\0");
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks them all to end, waits, and kills those that have not. */
  public static void end(Set<ProcessHandle> processes, Duration patience)
      throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    long until = System.nanoTime() + patience.toNanos();
    for (ProcessHandle process : processes) {
      awaitEnd(process, Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
    for (ProcessHandle process : processes) {
      if (process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd(process, Duration.ofSeconds(2));
      }
    }
  }

  /** Waits for a process that need not be a child of this one. */
  public static boolean awaitEnd(ProcessHandle process, Duration limit)
      throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (process.isAlive() && System.nanoTime() < until) {
      Thread.sleep(LOOK);
    }
    return !process.isAlive();
  }
}
