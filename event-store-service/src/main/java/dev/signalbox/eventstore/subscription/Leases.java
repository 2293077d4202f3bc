package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may read which bucket now. Ends of leases are judged by the database's clock. */
public interface Leases {

  /**
   * Takes part, gives back what is over the consumer's fair share, and takes what is free of it.
   */
  List<Lease> hold(Subscription subscription, String consumer);

  /** Moves each bucket forward; the buckets that the consumer does not hold are answered. */
  Set<Integer> acknowledge(String subscription, String consumer, List<Settlement> settlements);

  /** Moves the bucket to the place at most forward, and has what follows it wait. */
  void retry(String subscription, Settlement place, int attempts, Duration delay);

  /** Moves buckets over events that are not theirs, unless they have changed hands. */
  void pass(String subscription, String consumer, Collection<Lease> leases, Checkpoint to);

  /**
   * The lease if the consumer holds the bucket under this token, kept until the transaction ends.
   */
  Optional<Lease> held(String subscription, String consumer, int bucket, long token);

  /** Stops taking part. */
  void leave(String subscription, String consumer);
}
