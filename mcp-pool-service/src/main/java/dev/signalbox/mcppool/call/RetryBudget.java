package dev.signalbox.mcppool.call;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps calls that are sent again to a tenth of all calls, so that they never make a bad time
 * worse.
 */
final class RetryBudget {
  private static final int PER_CALL = 1;
  private static final int PER_RETRY = 10;
  private static final int MOST = 100;

  private final AtomicInteger tenths = new AtomicInteger(MOST);

  void called() {
    tenths.updateAndGet(left -> Math.min(MOST, left + PER_CALL));
  }

  boolean tryRetry() {
    return tenths.getAndUpdate(left -> left >= PER_RETRY ? left - PER_RETRY : left) >= PER_RETRY;
  }
}
