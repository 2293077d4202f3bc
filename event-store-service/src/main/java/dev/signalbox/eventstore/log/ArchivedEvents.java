package dev.signalbox.eventstore.log;

import java.time.YearMonth;
import java.util.List;

/** Events of archived months, out of where they are kept for good. */
public interface ArchivedEvents {

  /**
   * A month that is out of the log.
   *
   * @param after the place after which comes the first run of its events that is of interest
   */
  record Month(YearMonth month, Checkpoint after) {}

  /**
   * All that these months have of a selection between two places, in the order of the log.
   *
   * @param to up to where that is known; there may be more behind it
   */
  record Stretch(List<RecordedEvent> events, Checkpoint to) {
    public Stretch {
      events = List.copyOf(events);
    }
  }

  /**
   * Reads from a place on, some events at a time, and not beyond another place.
   *
   * @param months at least one
   * @param limit how many events at most
   * @throws UnreadableArchiveException if one of them cannot be read, or is not what was written
   */
  Stretch read(List<Month> months, Checkpoint after, Checkpoint to, Selection selection, int limit);
}
