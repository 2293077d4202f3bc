package dev.signalbox.eventstore.subscription;

import java.util.List;

/** The answer to a poll. */
public sealed interface PollOutcome {

  /**
   * Events, each bucket's in the order of the log.
   *
   * @param leases everything the consumer holds
   */
  record Polled(boolean paused, List<Lease> leases, List<Delivery> deliveries)
      implements PollOutcome {

    public Polled {
      leases = List.copyOf(leases);
      deliveries = List.copyOf(deliveries);
    }
  }

  /** There is no such subscription. */
  record Unknown() implements PollOutcome {}
}
