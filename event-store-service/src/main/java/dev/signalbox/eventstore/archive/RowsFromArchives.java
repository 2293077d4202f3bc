package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.audit.ArchivedRows;
import dev.signalbox.eventstore.audit.StoredRow;
import dev.signalbox.eventstore.log.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Archived rows out of their files, or out of the table while the file is being written. */
final class RowsFromArchives implements ArchivedRows {

  private static final int LINES = 200;

  private final ParsingLines lines;
  private final Months months;
  private final @Nullable ArchiveStore store;

  RowsFromArchives(ParsingLines lines, Months months, @Nullable ArchiveStore store) {
    this.lines = lines;
    this.months = months;
    this.store = store;
  }

  @Override
  public List<Rows> between(Checkpoint after, Checkpoint to) {
    return lines.overlapping(
        after, to, (month, file) -> new ArchiveRows(month, open(month, file), after, to));
  }

  private Source open(YearMonth month, String file) {
    if (file.isEmpty()) {
      return months.lines(month, TableSource::new);
    }
    if (store == null) {
      throw unreadable(month, new IOException("no directory for archives is set"));
    }
    try {
      return new FileSource(new ArchiveFile(store, file).open());
    } catch (IOException e) {
      throw unreadable(month, e);
    }
  }

  private static UnreadableException unreadable(YearMonth month, IOException cause) {
    return new UnreadableException(
        "The archive of " + month + " cannot be read: " + cause.getMessage(), cause);
  }

  /** Lines one after the other. */
  private sealed interface Source {

    @Nullable String next() throws IOException;

    void close() throws IOException;
  }

  private record FileSource(BufferedReader reader) implements Source {

    @Override
    public @Nullable String next() throws IOException {
      return reader.readLine();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private record TableSource(Iterator<String> rows) implements Source {

    @Override
    public @Nullable String next() {
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {}
  }

  private final class ArchiveRows implements Rows {

    private final YearMonth month;
    private final Source source;
    private final Checkpoint after;
    private final Checkpoint to;
    private final Deque<StoredRow> rows = new ArrayDeque<>();
    private boolean ended;

    ArchiveRows(YearMonth month, Source source, Checkpoint after, Checkpoint to) {
      this.month = month;
      this.source = source;
      this.after = after;
      this.to = to;
    }

    @Override
    public boolean hasNext() {
      while (rows.isEmpty() && !ended) {
        readMore();
      }
      return !rows.isEmpty();
    }

    private void readMore() {
      List<String> more = new ArrayList<>(LINES);
      try {
        for (String line = source.next(); line != null; line = source.next()) {
          more.add(line);
          if (more.size() == LINES) {
            break;
          }
        }
      } catch (IOException e) {
        throw unreadable(month, e);
      }
      ended = more.size() < LINES;
      if (more.isEmpty()) {
        return;
      }
      for (StoredRow row : parse(more)) {
        if (row.place().compareTo(to) > 0) {
          ended = true;
        } else if (row.place().compareTo(after) > 0) {
          rows.add(row);
        }
      }
    }

    private List<StoredRow> parse(List<String> more) {
      try {
        return lines.parse(more);
      } catch (DataIntegrityViolationException e) {
        throw unreadable(month, new IOException("a line is no event", e));
      }
    }

    @Override
    public StoredRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return rows.removeFirst();
    }

    @Override
    public void close() {
      try {
        source.close();
      } catch (IOException e) {
        throw unreadable(month, e);
      }
    }
  }
}
