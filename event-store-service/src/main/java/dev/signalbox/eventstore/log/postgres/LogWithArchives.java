package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.ArchivedEvents.Stretch;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogHead;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.postgres.ArchivedPlaces.Horizon;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The log whose order is read through archived months. What the database has of a page, and which
 * files have the rest, is asked for in one transaction; files are read after it, since they stay.
 */
@Repository(LogViews.STORED_WITH_ARCHIVES)
class LogWithArchives implements EventLog {

  private static final DateTimeFormatter TABLE = DateTimeFormatter.ofPattern("'events_'yyyy_MM");
  private static final Comparator<RecordedEvent> IN_ORDER =
      Comparator.comparing(RecordedEvent::checkpoint);

  private final EventLog log;
  private final ArchivedEvents archived;
  private final ArchivedPlaces places;
  private final LogPages pages;
  private final TransactionTemplate reading;

  LogWithArchives(
      @Qualifier(LogViews.STORED) EventLog log,
      ArchivedEvents archived,
      JdbcClient database,
      PlatformTransactionManager transactions,
      LogProperties properties) {
    this.log = log;
    this.archived = archived;
    this.pages = new LogPages(database, properties);
    this.places = new ArchivedPlaces(database);
    this.reading = new TransactionTemplate(transactions);
  }

  /**
   * What the database has after a place.
   *
   * @param to up to where that is known
   * @param more whether there is more of it behind that
   * @param files months that have events, too
   */
  private record Part(
      List<RecordedEvent> events, Checkpoint to, boolean more, List<ArchivedEvents.Month> files) {

    Page page(Stretch stretch, int limit) {
      List<RecordedEvent> all = new ArrayList<>(stretch.events());
      events.stream()
          .filter(event -> event.checkpoint().compareTo(stretch.to()) <= 0)
          .forEach(all::add);
      all.sort(IN_ORDER);
      boolean known = !more && stretch.to().equals(to);
      return all.size() > limit ? new Page(all.subList(0, limit), true) : new Page(all, !known);
    }
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    Checkpoint from = checkpoint;
    while (true) {
      Checkpoint place = from;
      Part part = reading.execute(status -> inDatabase(place, selection, limit));
      Stretch stretch =
          part.files().isEmpty()
              ? new Stretch(List.of(), part.to())
              : archived.read(part.files(), place, part.to(), selection, limit);
      Page page = part.page(stretch, limit);
      if (!page.events().isEmpty() || !page.more()) {
        return page;
      }
      from = stretch.to();
    }
  }

  private Part inDatabase(Checkpoint place, Selection selection, int limit) {
    Horizon horizon = places.horizon(place);
    String statement = LogPages.statementFor(selection);
    List<Page> found = new ArrayList<>();
    found.add(pages.read(statement, place, horizon.bound(), selection, limit));
    List<ArchivedEvents.Month> files = new ArrayList<>();
    if (!horizon.whole()) {
      for (ArchivedPlaces.ArchivedMonth month : places.months(place, horizon.bound())) {
        if (month.detached()) {
          String there = Statements.on(TABLE.format(month.month()), statement);
          found.add(pages.read(there, place, horizon.bound(), selection, limit));
        } else {
          files.add(new ArchivedEvents.Month(month.month(), before(month.from())));
        }
      }
    }
    return part(found, horizon.end(), files);
  }

  private static Part part(List<Page> pages, Checkpoint end, List<ArchivedEvents.Month> files) {
    Checkpoint to =
        pages.stream()
            .filter(Page::more)
            .map(page -> page.events().getLast().checkpoint())
            .min(Comparator.naturalOrder())
            .orElse(end);
    return new Part(
        pages.stream()
            .flatMap(page -> page.events().stream())
            .filter(event -> event.checkpoint().compareTo(to) <= 0)
            .toList(),
        to,
        !to.equals(end),
        files.stream().filter(month -> month.after().compareTo(to) < 0).toList());
  }

  private static Checkpoint before(Checkpoint place) {
    return new Checkpoint(place.transaction(), Math.max(0, place.position() - 1));
  }

  /** Archived events are no less readable here. */
  @Override
  public LogHead head() {
    return reading.execute(
        status -> {
          // First, since it keeps months from going out or in until the end of the transaction.
          Checkpoint out = places.last(places.horizon(Checkpoint.START).bound());
          LogHead head = log.head();
          return out.compareTo(head.checkpoint()) <= 0
              ? head
              : new LogHead(out, head.heldBack(), head.heldBackFor(), head.heldBackBy());
        });
  }

  @Override
  public AppendOutcome append(Append append) {
    return log.append(append);
  }

  @Override
  public OptionalLong version(StreamName stream) {
    return log.version(stream);
  }

  @Override
  public Page read(StreamName stream, StreamRange range, int limit) {
    return log.read(stream, range, limit);
  }
}
