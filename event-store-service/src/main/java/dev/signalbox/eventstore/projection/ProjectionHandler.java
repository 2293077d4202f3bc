package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.List;

/**
 * Brings events into the tables of a projection. It runs in the transaction that moves the
 * checkpoint, so that what it writes there takes effect exactly once; anything else it does may
 * happen again.
 */
@FunctionalInterface
public interface ProjectionHandler {

  /**
   * Applies the events.
   *
   * @param events one or more, in the order of the log; how they are divided among calls must not
   *     matter
   */
  void apply(List<RecordedEvent> events, ProjectionTarget target);
}
