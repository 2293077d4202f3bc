package dev.signalbox.mcppool.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A process and everything that came of it. A process belongs to the tree that descends from the
 * root, is in the session the root leads, or bears the tree's mark in its environment; only one
 * that left all three behind on purpose escapes.
 */
public final class ProcessTree {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final int KILL_ROUNDS = 100;

  private final Process root;
  private final String mark;
  private final boolean ownSession;
  private final Consumer<ProcessTree> whenStopped;
  private final Set<ProcessHandle> seen = new HashSet<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<StopOutcome> stopped = new CompletableFuture<>();

  ProcessTree(Process root, String mark, boolean ownSession, Consumer<ProcessTree> whenStopped) {
    this.root = root;
    this.mark = mark;
    this.ownSession = ownSession;
    this.whenStopped = whenStopped;
  }

  String mark() {
    return mark;
  }

  public long pid() {
    return root.pid();
  }

  public InputStream output() {
    return root.getInputStream();
  }

  public OutputStream input() {
    return root.getOutputStream();
  }

  /** Completes with the root's exit code, whatever else of the tree goes on. */
  public CompletableFuture<Integer> exit() {
    return root.onExit().thenApply(Process::exitValue);
  }

  /** The processes of the tree that run now, found anew. */
  public Set<ProcessHandle> members() {
    Set<ProcessHandle> members = new HashSet<>();
    root.descendants().forEach(members::add);
    if (root.isAlive()) {
      members.add(root.toHandle());
    }
    for (ProcessTable.Entry entry : ProcessTable.entries()) {
      if ((ownSession && entry.session() == root.pid()) || bearsMark(entry)) {
        entry.handle().ifPresent(members::add);
      }
    }
    synchronized (seen) {
      seen.addAll(members);
      seen.removeIf(process -> !runs(process));
      return Set.copyOf(seen);
    }
  }

  /**
   * Waits for the tree to end, its input having been closed; then SIGTERM, then SIGKILL, to every
   * process of it. Returns when none is left. A second caller waits for the first.
   */
  public StopOutcome stop(StopTimes times) {
    if (stopping.compareAndSet(false, true)) {
      try {
        stopped.complete(end(times));
      } catch (RuntimeException failure) {
        stopped.completeExceptionally(failure);
      } finally {
        whenStopped.accept(this);
      }
    }
    return stopped.join();
  }

  private StopOutcome end(StopTimes times) {
    if (emptyWithin(times.afterEndOfInput())) {
      return StopOutcome.ENDED;
    }
    members().forEach(ProcessHandle::destroy);
    if (emptyWithin(times.afterTerm())) {
      return StopOutcome.TERMINATED;
    }
    for (int round = 0; round < KILL_ROUNDS; round++) {
      members().forEach(ProcessHandle::destroyForcibly);
      if (emptyWithin(LOOK_AGAIN)) {
        return StopOutcome.KILLED;
      }
    }
    return StopOutcome.SURVIVED;
  }

  private boolean emptyWithin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!members().isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      pause(Math.min(left, LOOK_AGAIN.toNanos()));
    }
    return true;
  }

  /** Goes on through an interrupt: whoever stops a tree stops it to the end. */
  private static void pause(long nanos) {
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(nanos);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean bearsMark(ProcessTable.Entry entry) {
    return ProcessTable.environment(entry.pid(), Owner.VARIABLE).filter(mark::equals).isPresent();
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive()
        && (!ProcessTable.isThere() || ProcessTable.find(process.pid()).isPresent());
  }
}
