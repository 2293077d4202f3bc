package dev.signalbox.mcppool.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes of owners that are gone: a pool that was killed together with its watchdog. */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int TERM_ROUNDS = 10;
  private static final int ROUNDS = 50;

  private Leftovers() {}

  /**
   * Ends every process that bears the mark of an owner that no longer lives: SIGTERM, and SIGKILL a
   * second later.
   *
   * @return how many there were
   */
  public static int reap() {
    List<ProcessHandle> found = find();
    if (found.isEmpty()) {
      return 0;
    }
    LOG.warn("Ending {} processes that a pool left behind: {}", found.size(), pids(found));
    found.forEach(ProcessHandle::destroy);
    List<ProcessHandle> left = found;
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      left = find();
      if (round >= TERM_ROUNDS) {
        left.forEach(ProcessHandle::destroyForcibly);
      }
    }
    return found.size();
  }

  private static List<ProcessHandle> find() {
    return ProcessTable.entries().stream()
        .filter(Leftovers::isLeftOver)
        .map(ProcessTable.Entry::handle)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isLeftOver(ProcessTable.Entry entry) {
    return ProcessTable.environment(entry.pid(), Owner.VARIABLE)
        .flatMap(Owner::parse)
        .filter(owner -> !owner.lives())
        .isPresent();
  }

  private static List<Long> pids(List<ProcessHandle> processes) {
    return processes.stream().map(ProcessHandle::pid).toList();
  }
}
