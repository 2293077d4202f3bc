package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.archive.Archives.Lease;
import dev.signalbox.eventstore.log.Checkpoint;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tables of months. Every change is one transaction that fails if the lease is lost. */
public interface Months {

  /** The places of the first and the last event; nothing if there is none. */
  Optional<Range> range(YearMonth month);

  /** Two places in the log. */
  record Range(Checkpoint first, Checkpoint last) {}

  /** Notes what the month has, and takes it out of the log. */
  void detach(Lease lease);

  /** Hands its rows, a line of JSON each, to a reader, in the order of the log. */
  <T> T lines(YearMonth month, Function<Iterator<String>, T> reader);

  /** Removes the table and notes where the events are now. */
  void drop(Lease lease, Written written);

  /** A file that has been read back. */
  record Written(String file, String checksum, long events) {}

  /** Makes an empty table for the month, in place of one that was half loaded. */
  void makeTable(Lease lease);

  void load(Lease lease, List<String> lines);

  /** Puts the table into the log. */
  void attach(Lease lease);

  void failed(YearMonth month, String reason);
}
