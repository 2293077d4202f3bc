package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** What there is in ranges of the log, and where they end. */
public interface LogRanges {

  /**
   * How many events there are in a range: counted up to a bound, estimated beyond it. A month that
   * is archived counts as a whole.
   */
  long count(Checkpoint after, Checkpoint to, Selection selection);

  /** Months that are out of the log, each with the places around its events, in their order. */
  List<ArchivedMonth> archivedMonths();

  /**
   * A month that is out of the log.
   *
   * @param after the place before its first event
   * @param to the place of its last event
   */
  record ArchivedMonth(YearMonth month, Checkpoint after, Checkpoint to) {}

  /**
   * The place before the first event in the log that was recorded at or after a time; nothing if
   * there is none.
   */
  Optional<Checkpoint> beforeFirst(Instant recorded);

  /** The place of the last event in the log that was recorded before a time. */
  Optional<Checkpoint> lastBefore(Instant recorded);
}
