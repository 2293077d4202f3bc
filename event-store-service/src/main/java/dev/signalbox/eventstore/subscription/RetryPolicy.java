package dev.signalbox.eventstore.subscription;

import java.time.Duration;

/**
 * How often, and after which time, an event that was rejected comes again.
 *
 * @param maxAttempts after as many it is parked
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration greatestDelay) {

  /** What holds if a subscription says nothing. */
  public static final RetryPolicy USUAL =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

  public RetryPolicy {
    if (maxAttempts < 1 || firstDelay.toMillis() < 1 || greatestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "At least one attempt, at least a millisecond, and the greatest delay not below the first");
    }
  }

  /** The wait after so many failed attempts: twice the wait before. */
  public Duration delayAfter(int attempts) {
    long first = firstDelay.toMillis();
    long greatest = greatestDelay.toMillis();
    int doublings = attempts - 1;
    boolean small = doublings < Long.numberOfLeadingZeros(first) - 1;
    return Duration.ofMillis(small ? Math.min(first << doublings, greatest) : greatest);
  }
}
