package dev.signalbox.eventstore.log;

import java.util.List;

/**
 * Consecutive events.
 *
 * @param more whether the reader stopped at its limit of events or bytes rather than at the end
 */
public record Page(List<RecordedEvent> events, boolean more) {

  public Page {
    events = List.copyOf(events);
  }
}
