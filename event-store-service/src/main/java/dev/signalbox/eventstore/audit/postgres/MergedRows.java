package dev.signalbox.eventstore.audit.postgres;

import dev.signalbox.eventstore.audit.StoredRow;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Rows from several sources, each in the order of the log, in the order of the log. */
final class MergedRows implements Iterator<StoredRow> {

  private record Next(StoredRow row, Iterator<StoredRow> source) {}

  private final PriorityQueue<Next> queue =
      new PriorityQueue<>(Comparator.comparing(next -> next.row().place()));

  MergedRows(List<Iterator<StoredRow>> sources) {
    sources.forEach(this::advance);
  }

  @Override
  public boolean hasNext() {
    return !queue.isEmpty();
  }

  @Override
  public StoredRow next() {
    Next next = queue.poll();
    if (next == null) {
      throw new NoSuchElementException();
    }
    advance(next.source());
    return next.row();
  }

  private void advance(Iterator<StoredRow> source) {
    if (source.hasNext()) {
      queue.add(new Next(source.next(), source));
    }
  }
}
