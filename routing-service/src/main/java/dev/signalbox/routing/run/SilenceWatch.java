package dev.signalbox.routing.run;

import dev.signalbox.routing.model.Cancellation;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends what gives no sign of life for too long. */
final class SilenceWatch implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("silence-", 0).factory());

  SilenceWatch() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Watches from now on.
   *
   * @param longest null for no end
   * @param cancellation what is cancelled then
   */
  Watch over(@Nullable Duration longest, Cancellation cancellation) {
    Watch watch = new Watch(longest, cancellation);
    watch.begin();
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One that is watched. */
  final class Watch implements AutoCloseable {

    private final @Nullable Duration longest;
    private final Cancellation cancellation;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean paused;
    private volatile boolean closed;
    private volatile @Nullable ScheduledFuture<?> alarm;

    private Watch(@Nullable Duration longest, Cancellation cancellation) {
      this.longest = longest;
      this.cancellation = cancellation;
    }

    private void begin() {
      if (longest != null) {
        lookAgain(longest.toNanos());
      }
    }

    private void lookAgain(long inNanos) {
      alarm = timer.schedule(this::look, inNanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
      if (closed || longest == null) {
        return;
      }
      long left = paused ? longest.toNanos() : lastSign + longest.toNanos() - System.nanoTime();
      if (left <= 0) {
        cancellation.cancel(Cancellation.Reason.SILENCE);
      } else {
        lookAgain(left);
      }
    }

    void sawLife() {
      lastSign = System.nanoTime();
    }

    /** While it is not its turn, it may be silent. */
    void pause() {
      paused = true;
    }

    void resume() {
      sawLife();
      paused = false;
    }

    @Override
    public void close() {
      closed = true;
      ScheduledFuture<?> pending = alarm;
      if (pending != null) {
        pending.cancel(false);
      }
    }
  }
}
