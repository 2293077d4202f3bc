package dev.signalbox.standalone.supervise;

import dev.signalbox.standalone.platform.Home;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Runs the parts of a platform side by side, and stops them in the opposite order of need. */
public final class Supervisor {
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(5);

  private final Home home;
  private final StateFile stateFile;
  private final List<SupervisedPart> parts = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Instant started;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Snapshot.Phase phase = Snapshot.Phase.STARTING;
  private volatile String doing = "starting";

  public Supervisor(Home home, List<? extends Program> programs, BackOff backOff, Clock clock) {
    this.home = home;
    this.stateFile = new StateFile(home.state());
    this.started = ProcessHandle.current().info().startInstant().orElse(clock.instant());
    RandomGenerator random = RandomGenerator.getDefault();
    for (Program program : programs) {
      parts.add(
          new SupervisedPart(
              program, backOff, random, clock, home.log(program.name()), this::changed));
    }
  }

  /** With the usual back-off. */
  public Supervisor(Home home, List<? extends Program> programs) {
    this(home, programs, BackOff.USUAL, Clock.systemUTC());
  }

  /** Starts every part and returns at once. */
  public void start() {
    changed();
    for (SupervisedPart part : parts) {
      threads.add(
          Thread.ofPlatform().name(part.program().name()).start(() -> part.run(this::readiness)));
    }
  }

  /** Waits until every part has been ready, or the supervisor was told to stop. */
  public boolean awaitUp() throws InterruptedException {
    for (SupervisedPart part : parts) {
      while (!part.firstReady().await(100, TimeUnit.MILLISECONDS)) {
        if (phase != Snapshot.Phase.STARTING) {
          return false;
        }
      }
    }
    if (phase == Snapshot.Phase.STARTING) {
      phase = Snapshot.Phase.UP;
      changed();
    }
    return true;
  }

  /** Says what goes on beside the parts. */
  public void doing(String text) {
    doing = text;
    changed();
  }

  /** Stops everything; returns when no process of the platform but this one is left. */
  public void stop() throws InterruptedException {
    phase = Snapshot.Phase.STOPPING;
    doing = "";
    changed();
    List<SupervisedPart> left = new ArrayList<>(parts);
    while (!left.isEmpty()) {
      List<SupervisedPart> unneeded = left.stream().filter(part -> !needed(part, left)).toList();
      List<SupervisedPart> next = unneeded.isEmpty() ? List.copyOf(left) : unneeded;
      stopTogether(next);
      left.removeAll(next);
    }
    Set<ProcessHandle> behind = new OurProcesses(home).find(List.of());
    OurProcesses.end(behind, LEFT_BEHIND);
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(5));
    }
    phase = Snapshot.Phase.STOPPED;
    changed();
    stopped.countDown();
  }

  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  private static boolean needed(SupervisedPart part, List<SupervisedPart> by) {
    return by.stream()
        .anyMatch(other -> other.program().stopsBefore().contains(part.program().name()));
  }

  private static void stopTogether(List<SupervisedPart> parts) throws InterruptedException {
    List<Thread> stopping = new ArrayList<>();
    for (SupervisedPart part : parts) {
      stopping.add(
          Thread.ofPlatform()
              .name("stopping " + part.program().name())
              .start(
                  () -> {
                    try {
                      part.stop();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    for (Thread thread : stopping) {
      thread.join();
    }
  }

  private CountDownLatch readiness(String name) {
    return parts.stream()
        .filter(part -> part.program().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no part " + name))
        .firstReady();
  }

  private synchronized void changed() {
    stateFile.write(
        new Snapshot(
            ProcessHandle.current().pid(),
            started,
            phase,
            doing,
            parts.stream().map(SupervisedPart::view).toList()));
  }
}
