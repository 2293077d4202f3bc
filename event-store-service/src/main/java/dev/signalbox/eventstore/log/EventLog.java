package dev.signalbox.eventstore.log;

import java.util.OptionalLong;

/**
 * The log: many streams, and one order over all of them.
 *
 * <p>A reader that goes on from the checkpoint of the last event it saw meets every event exactly
 * once, and the events of a stream by version, in whichever order their writers commit.
 */
public interface EventLog {

  /**
   * Records the events, or says why not. Called inside a transaction, it must come before the
   * transaction's first write; the events are then recorded when that transaction commits.
   *
   * @throws LogBusyException when too many appends wait
   */
  AppendOutcome append(Append append);

  /** The version of the stream's last event, or nothing if there is no stream. */
  OptionalLong version(StreamName stream);

  /** Events of a stream by version. */
  Page read(StreamName stream, StreamRange range, int limit);

  /** The events after a checkpoint in the order of the log. */
  Page after(Checkpoint checkpoint, Selection selection, int limit);

  /** How far the log can be read. */
  LogHead head();
}
