package dev.signalbox.standalone.bench.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Looks from time to time at what somebody holds while others put load on them. */
final class MemoryWatch implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Thread thread;
  private final LongSupplier bytes;
  private volatile long most;

  MemoryWatch(LongSupplier bytes) {
    this.bytes = bytes;
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        most = Math.max(most, bytes.getAsLong());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The most that was seen; 0 if there was no time to look. */
  long most() {
    return most;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
