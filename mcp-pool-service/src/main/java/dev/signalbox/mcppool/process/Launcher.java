package dev.signalbox.mcppool.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts trees of processes, and answers for all of them. */
public final class Launcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
  private static final List<String> OWN_SESSION =
      Executables.find("setsid", Path.of("/")).map(Path::toString).stream().toList();

  private final StopTimes stopTimes;
  private final Owner owner = Owner.thisProcess();
  private final Watchdog watchdog = new Watchdog(owner);
  private final AtomicLong launches = new AtomicLong();
  private final Set<ProcessTree> trees = ConcurrentHashMap.newKeySet();
  private volatile Set<ProcessTable.Entry> suspects = Set.of();
  private volatile boolean closed;

  public Launcher(StopTimes stopTimes) {
    this.stopTimes = stopTimes;
  }

  /**
   * Starts the command in a session of its own, where the machine has {@code setsid}.
   *
   * @throws LaunchFailed with a reason for people
   */
  public ProcessTree launch(Command command, StderrTail errors) throws LaunchFailed {
    if (closed) {
      throw new LaunchFailed("the service is stopping");
    }
    watchdog.ensureRunning();
    Path program =
        Executables.find(command.executable(), command.workingDirectory())
            .orElseThrow(
                () ->
                    new LaunchFailed(
                        "there is no program \"%s\" on the search path of the service%s"
                            .formatted(
                                command.executable(),
                                Executables.origin(command.executable())
                                    .map("; it comes with "::concat)
                                    .orElse(""))));
    List<String> line = new ArrayList<>(OWN_SESSION);
    line.add(program.toString());
    line.addAll(command.arguments());
    String mark = owner.mark() + "/" + launches.incrementAndGet();
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(command.workingDirectory().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", Executables.searchPath());
    environment.put("HOME", command.workingDirectory().toString());
    environment.putAll(command.environment());
    environment.put(Owner.VARIABLE, mark);
    try {
      Process root = builder.start();
      ProcessTree tree = new ProcessTree(root, mark, !OWN_SESSION.isEmpty(), this::forget);
      trees.add(tree);
      watchdogWatches(tree);
      errors.follow(command.name(), root.getErrorStream());
      if (closed) {
        stop(tree);
      }
      return tree;
    } catch (IOException failure) {
      throw new LaunchFailed("the program could not be started: " + failure.getMessage());
    }
  }

  /** Stops one tree and returns when nothing of it is left. */
  public StopOutcome stop(ProcessTree tree) {
    return tree.stop(stopTimes);
  }

  /** How many trees run. */
  public int running() {
    return trees.size();
  }

  /**
   * Ends what bears this service's mark and is of no tree that runs: it escaped a stop. What is
   * seen for the first time is left alone, since a tree may just be starting. To be called every
   * now and then, by one thread at a time.
   *
   * @return how many were ended
   */
  public int reapStrays() {
    Set<String> running = trees.stream().map(ProcessTree::mark).collect(Collectors.toSet());
    Set<ProcessTable.Entry> strays =
        ProcessTable.entries().stream()
            .filter(entry -> isStray(entry, running))
            .collect(Collectors.toSet());
    List<ProcessHandle> certain =
        strays.stream()
            .filter(suspects::contains)
            .map(ProcessTable.Entry::handle)
            .flatMap(Optional::stream)
            .toList();
    if (!certain.isEmpty()) {
      LOG.warn("Ending {} processes that escaped their servers' end", certain.size());
    }
    certain.forEach(ProcessHandle::destroyForcibly);
    suspects = strays;
    return certain.size();
  }

  /** Stops every tree, all at once, and returns when nothing is left. */
  @Override
  public void close() {
    closed = true;
    List<Thread> stops =
        trees.stream().map(tree -> Thread.startVirtualThread(() -> stop(tree))).toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    watchdog.close();
  }

  String mark() {
    return owner.mark();
  }

  long watchdogPid() {
    return watchdog.pid();
  }

  static List<String> ownSession() {
    return OWN_SESSION;
  }

  private boolean isStray(ProcessTable.Entry entry, Set<String> running) {
    return ProcessTable.environment(entry.pid(), Owner.VARIABLE)
        .filter(mark -> mark.startsWith(owner.mark() + "/") && !running.contains(mark))
        .isPresent();
  }

  private void watchdogWatches(ProcessTree tree) {
    if (!OWN_SESSION.isEmpty()) {
      watchdog.watch(tree.pid());
    }
  }

  private void forget(ProcessTree tree) {
    trees.remove(tree);
    if (!OWN_SESSION.isEmpty()) {
      watchdog.forget(tree.pid());
    }
  }
}
