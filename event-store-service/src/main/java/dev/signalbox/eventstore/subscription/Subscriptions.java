package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.List;
import java.util.Optional;

/** The subscriptions there are. */
public interface Subscriptions {

  /** Begins one behind the place; false if there is one of this id. */
  boolean create(Subscription subscription, Checkpoint start);

  Optional<Subscription> find(String id);

  /** Those with greater ids, in their order. */
  List<Subscription> after(String id, int limit);

  /** Those that are delivered to Kafka, at most so many. */
  List<Subscription> delivered(int limit);

  /** Stops or continues deliveries; false if there is no such subscription. */
  boolean pause(String id, boolean paused);

  /** Puts every bucket behind the place and ends all leases. */
  boolean reset(String id, Checkpoint place);

  boolean delete(String id);

  /** Whether a reader can have got there yet. */
  boolean readable(Checkpoint checkpoint);

  SubscriptionStatus status(Subscription subscription);

  /** Where a subscription that starts so begins in the log. */
  Checkpoint place(Start start);
}
