package dev.signalbox.kit.measurement;

/** One of the outboxes that are compared. */
interface Candidate {
  /** Publishes with the running transaction. */
  void publish(Measured event);

  /** Sees to what an earlier process left behind, where the outbox does not do so by itself. */
  default void resume() {}
}
