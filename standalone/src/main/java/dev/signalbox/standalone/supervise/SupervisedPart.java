package dev.signalbox.standalone.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One part: starts its process, watches it, and starts it again when it died. */
final class SupervisedPart {
  private static final Duration STARTING_PROBE = Duration.ofMillis(150);
  private static final Duration READY_PROBE = Duration.ofSeconds(5);

  /** Unanswered probes in a row after which a part that was ready is not called ready any more. */
  private static final int SILENT = 3;

  /** SIGILL, SIGABRT, SIGBUS, SIGSEGV: it was not killed from outside. */
  private static final Set<String> CRASHES =
      Set.of(signalled(4), signalled(6), signalled(7), signalled(11));

  private final Program program;
  private final BackOff backOff;
  private final RandomGenerator random;
  private final Clock clock;
  private final Path logFile;
  private final Runnable changed;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch firstReady = new CountDownLatch(1);

  private volatile PartState state = new PartState.Waiting("");
  private volatile @Nullable Process process;
  private volatile @Nullable Instant started;
  private volatile @Nullable Instant ready;
  private final AtomicInteger restarts = new AtomicInteger();

  SupervisedPart(
      Program program,
      BackOff backOff,
      RandomGenerator random,
      Clock clock,
      Path logFile,
      Runnable changed) {
    this.program = program;
    this.backOff = backOff;
    this.random = random;
    this.clock = clock;
    this.logFile = logFile;
    this.changed = changed;
  }

  Program program() {
    return program;
  }

  CountDownLatch firstReady() {
    return firstReady;
  }

  Snapshot.Part view() {
    Process current = process;
    if (current != null && !current.isAlive()) {
      current = null;
    }
    PartState now = state;
    return new Snapshot.Part(
        program.name(),
        now.word(),
        now.detail(),
        program.port(),
        current == null ? 0 : current.pid(),
        current == null ? null : started,
        current == null ? null : ready,
        restarts.get());
  }

  /** Runs until {@link #stop()}. */
  void run(Function<String, CountDownLatch> readiness) {
    try (RotatingLog log = new RotatingLog(logFile, RotatingLog.BOUND)) {
      for (String needed : program.needs()) {
        become(new PartState.Waiting("for " + needed));
        while (!readiness.apply(needed).await(200, TimeUnit.MILLISECONDS)) {
          if (stopping()) {
            return;
          }
        }
      }
      superviseUntilStopped(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void superviseUntilStopped(RotatingLog log) throws InterruptedException {
    int failures = 0;
    while (!stopping()) {
      String cause;
      long begun = System.nanoTime();
      try {
        program.prepare(doing -> become(new PartState.Preparing(doing)));
        Process running = start(log);
        if (running == null) {
          return;
        }
        cause = watch(running);
      } catch (IOException | RuntimeException e) {
        cause = String.valueOf(e.getMessage());
        note(log, cause);
      }
      if (stopping()) {
        return;
      }
      program.sweep();
      boolean wasHealthy =
          ready != null && System.nanoTime() - begun > backOff.healthyAfter().toNanos();
      if (ready == null || CRASHES.contains(cause)) {
        program.failedToStart();
      }
      failures = wasHealthy ? 1 : failures + 1;
      Duration delay = backOff.delay(failures, random);
      restarts.incrementAndGet();
      ready = null;
      note(log, cause + "; starting again in " + delay.toMillis() + " ms");
      become(new PartState.Restarting(failures, cause, delay));
      if (stop.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private synchronized @Nullable Process start(RotatingLog log) throws IOException {
    if (stopping()) {
      return null;
    }
    Program.Launch launch = program.launch();
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    Process begun = builder.start();
    process = begun;
    ready = null;
    started = begun.info().startInstant().orElse(clock.instant());
    become(new PartState.Starting("pid " + begun.pid()));
    Thread.ofPlatform()
        .daemon()
        .name("output of " + program.name())
        .start(() -> keepOutput(begun, log));
    return begun;
  }

  private static void keepOutput(Process process, RotatingLog log) {
    try {
      log.copy(process.getInputStream());
    } catch (IOException e) {
      // The process is gone, or the log was closed on the way out: nothing is left to keep.
    }
  }

  /** Waits for the end of a process and says how it ended. */
  private String watch(Process running) throws InterruptedException, IOException {
    int unanswered = 0;
    Duration pause = STARTING_PROBE;
    while (!running.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      if (stopping()) {
        running.waitFor();
        break;
      }
      if (program.ready()) {
        unanswered = 0;
        pause = READY_PROBE;
        becomeReady();
      } else if (ready != null && ++unanswered == SILENT) {
        become(new PartState.Starting("does not answer that it is ready"));
        pause = STARTING_PROBE.multipliedBy(4);
      }
    }
    int exit = running.exitValue();
    return exit > 128 ? signalled(exit - 128) : "ended with exit code " + exit;
  }

  private static String signalled(int signal) {
    return "ended by signal " + signal;
  }

  private void becomeReady() {
    if (ready == null) {
      ready = clock.instant();
    }
    if (!(state instanceof PartState.Ready) && !stopping()) {
      firstReady.countDown();
      become(new PartState.Ready());
    }
  }

  /** Ends the process, killing it and all below it when it takes longer than it may. */
  void stop() throws InterruptedException {
    stop.countDown();
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running != null && running.isAlive()) {
      become(new PartState.Stopping());
      List<ProcessHandle> below = running.descendants().toList();
      running.destroy();
      if (!running.waitFor(program.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly().waitFor();
      }
      below.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }
    become(new PartState.Stopped());
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void become(PartState next) {
    if (stopping()
        && !(next instanceof PartState.Stopping)
        && !(next instanceof PartState.Stopped)) {
      return;
    }
    state = next;
    changed.run();
  }

  private void note(RotatingLog log, String text) {
    byte[] bytes =
        ("--- supervisor, " + clock.instant() + ": " + text + "\n")
            .getBytes(StandardCharsets.UTF_8);
    try {
      log.write(bytes, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + logFile, e);
    }
  }
}
