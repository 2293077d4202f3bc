package dev.signalbox.eventstore.replay;

import java.time.Duration;

/** Lets through so many events a second, and never makes up for time in which nobody came. */
final class Pace {

  private static final long SECOND = 1_000_000_000L;

  private final int rate;
  private long next = System.nanoTime();

  Pace(int rate) {
    this.rate = rate;
  }

  void await(int events) throws InterruptedException {
    long now = System.nanoTime();
    next = Math.max(next, now);
    Thread.sleep(Duration.ofNanos(next - now));
    next += events * SECOND / rate;
  }
}
