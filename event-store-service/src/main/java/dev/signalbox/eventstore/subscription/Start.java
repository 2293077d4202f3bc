package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import java.time.Instant;

/** Where a subscription begins. */
public sealed interface Start {

  /** Before the first event. */
  record Beginning() implements Start {}

  /** Behind everything that can be read now. */
  record Now() implements Start {}

  /** Behind a place. */
  record After(Checkpoint checkpoint) implements Start {}

  /** Before the first event that was recorded at a time or later. */
  record Since(Instant time) implements Start {}
}
