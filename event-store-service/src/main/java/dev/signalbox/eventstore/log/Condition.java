package dev.signalbox.eventstore.log;

import java.util.List;

/**
 * A dynamic consistency boundary: what a writer has decided on, up to where it has read. The append
 * is refused if an event that matches any of {@code none} was recorded after that place.
 *
 * @param after the checkpoint of a read; one of an append may lie ahead of events not yet readable
 */
public record Condition(List<Match> none, Checkpoint after) {

  public Condition {
    none = List.copyOf(none);
    if (none.isEmpty()) {
      throw new IllegalArgumentException("A condition names what must not have happened");
    }
  }
}
