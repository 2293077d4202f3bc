package dev.signalbox.eventstore.subscription;

import java.time.Duration;
import java.util.List;

/**
 * How a subscription fares.
 *
 * @param eventsBehind events not yet done, counted among the first {@value #MOST_COUNTED} after the
 *     bucket that is furthest behind
 * @param behind how long ago the oldest of them was recorded
 */
public record SubscriptionStatus(
    int eventsBehind, Duration behind, long parked, List<Member> consumers) {

  public static final int MOST_COUNTED = 10_000;

  public SubscriptionStatus {
    consumers = List.copyOf(consumers);
  }

  /** A consumer and how many buckets it holds. */
  public record Member(String consumer, int buckets) {}
}
