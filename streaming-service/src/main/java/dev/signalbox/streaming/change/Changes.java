package dev.signalbox.streaming.change;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the changes of what a lock guards, so that nobody who waits for one misses it. */
public final class Changes {

  private final ReentrantLock lock;
  private final Condition changed;
  // Guarded by the lock.
  private long count;

  /**
   * @param lock of what changes
   */
  public Changes(ReentrantLock lock) {
    this.lock = lock;
    this.changed = lock.newCondition();
  }

  /** Counts one more. The caller holds the lock. */
  public void tell() {
    count++;
    changed.signalAll();
  }

  /** How many there were. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there were more than that, or the time is over. */
  public void await(long seen, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (count == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
