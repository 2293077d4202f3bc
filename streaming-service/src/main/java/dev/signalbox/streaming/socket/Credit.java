package dev.signalbox.streaming.socket;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much of a stream its client wants to have sent. A message is sent when there is any credit,
 * and may overdraw it, so that no message is too large for it.
 */
final class Credit {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final boolean unlimited;
  private long left;
  private boolean closed;

  private Credit(boolean unlimited, long left) {
    this.unlimited = unlimited;
    this.left = left;
  }

  static Credit unlimited() {
    return new Credit(true, 0);
  }

  static Credit of(long bytes) {
    return new Credit(false, bytes);
  }

  /** Takes from it as soon as there is any; false when it took too long, or will never be. */
  boolean take(long bytes, long nanos) throws InterruptedException {
    if (unlimited) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      long remaining = nanos;
      while (left <= 0 && !closed) {
        if (remaining <= 0) {
          return false;
        }
        remaining = changed.awaitNanos(remaining);
      }
      left -= bytes;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  void add(long bytes) {
    lock.lock();
    try {
      left = Math.addExact(left, bytes);
      changed.signalAll();
    } catch (ArithmeticException e) {
      left = Long.MAX_VALUE;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing will be sent any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
