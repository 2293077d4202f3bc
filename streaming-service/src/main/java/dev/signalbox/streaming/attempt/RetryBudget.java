package dev.signalbox.streaming.attempt;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps attempts that follow failed ones to a share of those that do not, provider by provider: a
 * provider in trouble is not buried under retries of everybody.
 */
final class RetryBudget {

  private static final int MAX_PROVIDERS = 1_000;

  private final double perAttempt;
  private final int reserve;
  private final Map<String, Double> balances;

  RetryBudget(AttemptProperties.RetryProperties properties) {
    this.perAttempt = properties.percent() / 100.0;
    this.reserve = properties.reserve();
    this.balances =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
            return size() > MAX_PROVIDERS;
          }
        };
  }

  /** A first attempt was made. */
  synchronized void earn(String provider) {
    balances.merge(
        provider, (double) reserve, (balance, full) -> Math.min(full, balance + perAttempt));
  }

  /** Whether one more attempt may follow failed ones; if so, it has been paid for. */
  synchronized boolean spend(String provider) {
    double balance = balances.getOrDefault(provider, (double) reserve);
    if (balance < 1) {
      return false;
    }
    balances.put(provider, balance - 1);
    return true;
  }
}
