package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/** Rows of the log as stored, wherever they are kept now, in the order of the log. */
public interface StoredRows {

  /**
   * Hands rows to a reader, few of them in memory at a time.
   *
   * @param after the place before the first
   * @param to the last place there may be
   */
  <T> T between(Checkpoint after, Checkpoint to, Function<Iterator<StoredRow>, T> reader);

  /** The last place up to which nothing can be added any more. */
  Checkpoint complete();

  /** Where an event was recorded, by its id. */
  Optional<Checkpoint> placeOf(String eventId);

  /** Which event was recorded at a place, even if it is not there any more. */
  Optional<String> eventAt(Checkpoint place);
}
