package dev.signalbox.mcppool.pool;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that recurs; a turn that takes long is not joined by another. */
public final class Turns implements AutoCloseable {
  private final Runnable work;
  private final AtomicBoolean inTurn = new AtomicBoolean();
  private final ScheduledFuture<?> recurring;

  private Turns(Duration interval, ScheduledExecutorService timer, Runnable work) {
    this.work = work;
    this.recurring =
        timer.scheduleWithFixedDelay(
            () -> Thread.startVirtualThread(this::run),
            interval.toNanos(),
            interval.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  public static Turns every(Duration interval, ScheduledExecutorService timer, Runnable work) {
    return new Turns(interval, timer, work);
  }

  @Override
  public void close() {
    recurring.cancel(false);
  }

  private void run() {
    if (inTurn.compareAndSet(false, true)) {
      try {
        work.run();
      } finally {
        inTurn.set(false);
      }
    }
  }
}
