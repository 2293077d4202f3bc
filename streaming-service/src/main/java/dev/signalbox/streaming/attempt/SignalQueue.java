package dev.signalbox.streaming.attempt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Hands signals from the thread that reads the provider to the one that writes the client. */
final class SignalQueue {

  private final int maxBytes;
  private final Deque<Signal> signals = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private final LongAdder ofAll;
  private int bytes;
  private boolean closed;

  /**
   * Holds so many bytes, or a single signal that is larger.
   *
   * @param ofAll counts the bytes in all queues
   */
  SignalQueue(int maxBytes, LongAdder ofAll) {
    this.maxBytes = maxBytes;
    this.ofAll = ofAll;
  }

  /** Waits until there is room. */
  void put(Signal signal) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!signals.isEmpty() && bytes + signal.size() > maxBytes) {
        taken.await();
      }
      if (closed) {
        throw new InterruptedException("nobody takes it any more");
      }
      signals.addLast(signal);
      count(signal.size());
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return signals.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** The next signal, null when none came in time. */
  @Nullable Signal poll(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (signals.isEmpty()) {
        if (left <= 0) {
          return null;
        }
        left = added.awaitNanos(left);
      }
      Signal signal = signals.removeFirst();
      count(-signal.size());
      taken.signal();
      return signal;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody will take what is left. */
  void close() {
    lock.lock();
    try {
      closed = true;
      signals.clear();
      count(-bytes);
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void count(int more) {
    bytes += more;
    ofAll.add(more);
  }
}
