package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.LogRanges.ArchivedMonth;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds places of the log by time. Of an archived month only its ends are known; a time in it is
 * found by reading it.
 */
final class PlacesInTime {

  private static final int PAGE = 500;

  private final LogRanges ranges;
  private final EventLog log;

  PlacesInTime(LogRanges ranges, EventLog log) {
    this.ranges = ranges;
    this.log = log;
  }

  private record Known(List<ArchivedMonth> months, Optional<Checkpoint> inLog) {}

  // Asked again if a month went out of the log or came back meanwhile.
  private Known known(Supplier<Optional<Checkpoint>> inLog) {
    List<ArchivedMonth> months = ranges.archivedMonths();
    while (true) {
      Optional<Checkpoint> found = inLog.get();
      List<ArchivedMonth> now = ranges.archivedMonths();
      if (now.equals(months)) {
        return new Known(months, found);
      }
      months = now;
    }
  }

  /** The place before the first event recorded at or after a time; nothing if there is none. */
  Optional<Checkpoint> beforeFirst(Instant time) {
    Known known = known(() -> ranges.beforeFirst(time));
    Optional<Checkpoint> inLog = known.inLog();
    Optional<Checkpoint> archived =
        known.months().stream()
            .filter(month -> !month.month().isBefore(month(time)))
            .map(ArchivedMonth::after)
            .min(Comparator.naturalOrder());
    boolean read =
        archived.isPresent() && (inLog.isEmpty() || archived.get().compareTo(inLog.get()) < 0);
    return read ? beforeFirst(time, archived.get()) : inLog;
  }

  private Optional<Checkpoint> beforeFirst(Instant time, Checkpoint from) {
    Checkpoint at = from;
    while (true) {
      Page page = log.after(at, Selection.ALL, PAGE);
      for (RecordedEvent event : page.events()) {
        if (!event.recordedAt().isBefore(time)) {
          return Optional.of(at);
        }
        at = event.checkpoint();
      }
      if (!page.more()) {
        return Optional.empty();
      }
    }
  }

  /** The place of the last event recorded before a time; nothing if there is none. */
  Optional<Checkpoint> lastBefore(Instant time) {
    Known all = known(() -> ranges.lastBefore(time));
    Optional<Checkpoint> known =
        Stream.concat(
                all.inLog().stream(),
                all.months().stream()
                    .filter(month -> month.month().isBefore(month(time)))
                    .map(ArchivedMonth::to))
            .max(Comparator.naturalOrder());
    return all.months().stream()
        .filter(month -> month.month().equals(month(time)))
        .findFirst()
        .flatMap(month -> lastBefore(time, month))
        .filter(place -> known.isEmpty() || known.get().compareTo(place) < 0)
        .or(() -> known);
  }

  private Optional<Checkpoint> lastBefore(Instant time, ArchivedMonth month) {
    Optional<Checkpoint> last = Optional.empty();
    Checkpoint at = month.after();
    while (at.compareTo(month.to()) < 0) {
      Page page = log.after(at, Selection.ALL, PAGE);
      for (RecordedEvent event : page.events()) {
        at = event.checkpoint();
        if (event.recordedAt().isBefore(time)) {
          last = Optional.of(at);
        }
      }
      if (!page.more()) {
        break;
      }
    }
    return last;
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }
}
