package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.archive.ArchiveCursors.Wanted;
import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.UnreadableArchiveException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Events out of the files of months, after the whole file was seen to have its checksum. */
final class EventsFromArchives implements ArchivedEvents {

  private final Archives archives;
  private final ParsingLines lines;
  private final @Nullable ArchiveStore store;
  private final ArchiveCursors cursors = new ArchiveCursors();

  EventsFromArchives(Archives archives, ParsingLines lines, @Nullable ArchiveStore store) {
    this.archives = archives;
    this.lines = lines;
    this.store = store;
  }

  // Only files whose runs begin before all others': up to where the next file's do.
  @Override
  public Stretch read(
      List<Month> months, Checkpoint after, Checkpoint to, Selection selection, int limit) {
    Checkpoint first =
        months.stream().map(month -> begin(month, after)).min(Comparator.naturalOrder()).orElse(to);
    Checkpoint known = to;
    List<YearMonth> here = new ArrayList<>();
    for (Month month : months) {
      Checkpoint begin = begin(month, after);
      if (begin.equals(first)) {
        here.add(month.month());
      } else if (begin.compareTo(known) < 0) {
        known = begin;
      }
    }
    List<RecordedEvent> events = new ArrayList<>();
    Checkpoint end = known;
    for (YearMonth month : here) {
      Stretch stretch = read(month, after, end, selection, limit);
      end = stretch.to();
      events.addAll(stretch.events());
    }
    return cut(events, end, limit);
  }

  private static Checkpoint begin(Month month, Checkpoint after) {
    return month.after().compareTo(after) < 0 ? after : month.after();
  }

  private static Stretch cut(List<RecordedEvent> events, Checkpoint end, int limit) {
    List<RecordedEvent> known =
        events.stream()
            .filter(event -> event.checkpoint().compareTo(end) <= 0)
            .sorted(Comparator.comparing(RecordedEvent::checkpoint))
            .toList();
    return known.size() <= limit
        ? new Stretch(known, end)
        : new Stretch(known.subList(0, limit), known.get(limit - 1).checkpoint());
  }

  private Stretch read(
      YearMonth month, Checkpoint after, Checkpoint to, Selection selection, int limit) {
    Archive archive = archives.find(month).orElseThrow();
    Wanted wanted =
        new Wanted(String.valueOf(archive.file()), String.valueOf(archive.checksum()), selection);
    if (cursors.endsBefore(wanted, after)) {
      return new Stretch(List.of(), to);
    }
    ArchiveCursor cursor = cursors.take(wanted, after).orElseGet(() -> open(month, wanted));
    boolean read = false;
    try {
      Stretch stretch = cursor.read(after, to, limit);
      read = true;
      return stretch;
    } catch (IOException | DataIntegrityViolationException e) {
      throw new UnreadableArchiveException(month, "it breaks off, or a line is no event", e);
    } finally {
      if (read) {
        cursors.give(wanted, cursor);
      } else {
        cursor.close();
      }
    }
  }

  private ArchiveCursor open(YearMonth month, Wanted wanted) {
    if (store == null) {
      throw new UnreadableArchiveException(month, "no directory for archives is set", null);
    }
    ArchiveFile file = new ArchiveFile(store, wanted.file());
    try {
      if (!file.checksum().equals(wanted.checksum())) {
        throw new UnreadableArchiveException(
            month, wanted.file() + " does not have its checksum", null);
      }
      return new ArchiveCursor(file.open(), wanted.selection(), lines::events);
    } catch (IOException e) {
      throw new UnreadableArchiveException(month, wanted.file() + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }
}
