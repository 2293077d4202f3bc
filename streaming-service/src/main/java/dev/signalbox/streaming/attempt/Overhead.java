package dev.signalbox.streaming.attempt;

import java.time.Duration;

/** A request's own time: all of it but the waits for providers and for the client. */
final class Overhead {

  private final long started = System.nanoTime();
  private long waited;

  void waited(long nanos) {
    waited += nanos;
  }

  Duration own() {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - started - waited));
  }
}
