package dev.signalbox.cost.budget;

import java.time.Instant;

/**
 * The time as the database has it. It decides to which period something belongs and how long a
 * lease lasts: the clocks of replicas may differ, and jump.
 */
public interface DatabaseTime {

  /** This moment, however long the transaction has been going on. */
  Instant now();
}
