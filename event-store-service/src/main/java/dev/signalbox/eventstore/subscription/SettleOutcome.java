package dev.signalbox.eventstore.subscription;

import java.util.Set;

/** What became of an acknowledgement or a rejection. */
public sealed interface SettleOutcome {

  /** It is recorded. */
  record Settled() implements SettleOutcome {}

  /** The event is rejected for the last time and parked. */
  record Parked() implements SettleOutcome {}

  /** The consumer does not hold these buckets; what it said of others is recorded. */
  record LeaseLost(Set<Integer> buckets) implements SettleOutcome {

    public LeaseLost {
      buckets = Set.copyOf(buckets);
    }
  }

  /** There is no such event, it is in another bucket, or it is done already. */
  record NoSuchDelivery() implements SettleOutcome {}

  /** There is no such subscription. */
  record Unknown() implements SettleOutcome {}
}
