package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cursors that somebody will read on from, each in the hands of one thread at a time. Whoever finds
 * none begins with the file anew.
 */
final class ArchiveCursors {

  private static final int MOST_OPEN = 32;
  private static final int MOST_ENDS = 10_000;

  /** A file, which never changes, and what is wanted of it. */
  record Wanted(String file, String checksum, Selection selection) {}

  private record Open(Wanted wanted, ArchiveCursor cursor) {}

  private final ReentrantLock lock = new ReentrantLock();
  // Both guarded by the lock, and in the order of their last use.
  private final List<Open> open = new ArrayList<>();
  private final LinkedHashMap<Wanted, Checkpoint> ends = new LinkedHashMap<>();

  /** Whether it is known that nothing wanted comes after the place. */
  boolean endsBefore(Wanted wanted, Checkpoint place) {
    lock.lock();
    try {
      Checkpoint end = ends.get(wanted);
      return end != null && end.compareTo(place) <= 0;
    } finally {
      lock.unlock();
    }
  }

  /** The one that is nearest before what comes after the place. */
  Optional<ArchiveCursor> take(Wanted wanted, Checkpoint place) {
    lock.lock();
    try {
      Optional<Open> nearest =
          open.stream()
              .filter(one -> one.wanted().equals(wanted) && one.cursor().reaches(place))
              .max(Comparator.comparing(one -> one.cursor().start()));
      nearest.ifPresent(open::remove);
      return nearest.map(Open::cursor);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a cursor for the next read. */
  void give(Wanted wanted, ArchiveCursor cursor) {
    lock.lock();
    try {
      if (cursor.exhausted()) {
        cursor.close();
        Checkpoint known = ends.remove(wanted);
        boolean earlier = known == null || cursor.start().compareTo(known) < 0;
        ends.put(wanted, earlier ? cursor.start() : known);
        if (ends.size() > MOST_ENDS) {
          Iterator<Wanted> oldest = ends.keySet().iterator();
          oldest.next();
          oldest.remove();
        }
      } else {
        open.add(new Open(wanted, cursor));
        if (open.size() > MOST_OPEN) {
          open.removeFirst().cursor().close();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
