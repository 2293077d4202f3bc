package dev.signalbox.streaming.budget;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sees to it that the budgets are known: usually they come from Kafka before the first request, and
 * while Kafka is away after a start, cost-service is asked for them every other second.
 */
final class LearnBudgets {

  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Duration LIFE = Duration.ofSeconds(2);

  private final KnownBudgets budgets;
  private final Lessor lessor;
  private final ReentrantLock asking = new ReentrantLock();

  LearnBudgets(KnownBudgets budgets, Lessor lessor) {
    this.budgets = budgets;
    this.lessor = lessor;
  }

  /** Whether they are known within that time. */
  boolean within(Duration patience) {
    if (budgets.known()) {
      return true;
    }
    long until = System.nanoTime() + patience.toNanos();
    if (budgets.awaitFirst(USUAL.compareTo(patience) < 0 ? USUAL : patience)) {
      return true;
    }
    try {
      if (asking.tryLock(left(until), TimeUnit.NANOSECONDS)) {
        try {
          if (!budgets.known()) {
            Optional<List<Budget>> all = lessor.budgets(Duration.ofNanos(left(until)));
            all.ifPresent(found -> budgets.provisionally(found, LIFE));
          }
        } finally {
          asking.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return budgets.known() || budgets.awaitFirst(Duration.ofNanos(left(until)));
  }

  private static long left(long until) {
    return Math.max(0, until - System.nanoTime());
  }
}
