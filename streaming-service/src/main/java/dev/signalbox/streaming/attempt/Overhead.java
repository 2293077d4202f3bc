package dev.signalbox.streaming.attempt;

import java.time.Duration;

/**
 * A request's own time since this was made: all of it but the waits for providers and for the
 * client.
 */
public final class Overhead {

  private final long started = System.nanoTime();
  private long waited;

  /** So much of the time since then was not ours. */
  public void waited(long nanos) {
    waited += nanos;
  }

  /** What was ours so far. */
  public Duration own() {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - started - waited));
  }
}
