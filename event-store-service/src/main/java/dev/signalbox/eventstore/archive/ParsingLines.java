package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.audit.StoredRow;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BiFunction;

/** Finds archived rows and reads the lines they are kept as. */
public interface ParsingLines {

  List<StoredRow> parse(List<String> lines);

  /** The same as events of the log. */
  List<RecordedEvent> events(List<String> lines);

  /**
   * What has events between two places, in the order of time, with the name of its file; an empty
   * one while the month still has its table. Until the transaction ends, that does not change.
   */
  <T> List<T> overlapping(Checkpoint after, Checkpoint to, BiFunction<YearMonth, String, T> each);
}
