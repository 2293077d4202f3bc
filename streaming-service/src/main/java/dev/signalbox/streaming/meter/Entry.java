package dev.signalbox.streaming.meter;

import dev.signalbox.kit.event.Event;
import java.time.Instant;

/** What is recorded of an attempt. */
sealed interface Entry {

  /**
   * It begins.
   *
   * @param event as it is but for the moment at which the attempt is let in
   */
  record Beginning(AttemptFacts facts, Reserved reserved, Event event) implements Entry {}

  /** It has ended. */
  record Ending(String id, AttemptEnd end, Instant endedAt, Event event) implements Entry {}
}
