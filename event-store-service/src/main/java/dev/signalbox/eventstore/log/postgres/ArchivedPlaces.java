package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps readers from passing over archived events: a page ends before the first of them, and there
 * is no page that would begin with one.
 */
final class ArchivedPlaces {

  private static final String REFUSED = "P0410";
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

  private final JdbcClient database;

  ArchivedPlaces(JdbcClient database) {
    this.database = database;
  }

  /** How far the log is complete, and the first archived run of events after a place. */
  record Horizon(String bound, @Nullable Run archived) {

    private record Run(YearMonth month, Checkpoint from, Checkpoint to) {}

    /** Whether nothing after the place is archived. */
    boolean whole() {
      return archived == null;
    }

    /** The last place there may be. */
    Checkpoint end() {
      return new Checkpoint(Long.parseLong(bound) - 1, Long.MAX_VALUE);
    }

    Page cut(Page page) {
      if (archived == null) {
        return page;
      }
      List<RecordedEvent> before =
          page.events().stream()
              .takeWhile(event -> event.checkpoint().compareTo(archived.from()) < 0)
              .toList();
      if (before.isEmpty()) {
        throw new ArchivedException(archived.month(), archived.to());
      }
      return new Page(before, true);
    }
  }

  /**
   * Holds archives still until the transaction ends: what it says is true of the statement that
   * reads after it.
   */
  Horizon horizon(Checkpoint after) {
    return database
        .sql(Statements.HORIZON)
        .param("transaction", Long.toString(after.transaction()))
        .param("position", after.position())
        .query(ArchivedPlaces::horizon)
        .single();
  }

  private static Horizon horizon(ResultSet row, int number) throws SQLException {
    String bound = row.getString("bound");
    LocalDate month = row.getObject("month", LocalDate.class);
    return month == null
        ? new Horizon(bound, null)
        : new Horizon(
            bound,
            new Horizon.Run(
                YearMonth.from(month),
                new Checkpoint(
                    Long.parseLong(row.getString("from_tx")), row.getLong("from_position")),
                new Checkpoint(
                    Long.parseLong(row.getString("to_tx")), row.getLong("to_position"))));
  }

  /** Where the events of a month are that begin behind a place. */
  record ArchivedMonth(YearMonth month, Checkpoint from, boolean detached) {}

  /** Months with events behind a place, as long as the transaction holds archives still. */
  List<ArchivedMonth> months(Checkpoint after, String bound) {
    return database
        .sql(Statements.ARCHIVED_MONTHS)
        .param("transaction", Long.toString(after.transaction()))
        .param("position", after.position())
        .param("bound", bound)
        .query(
            (row, number) ->
                new ArchivedMonth(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    new Checkpoint(
                        Long.parseLong(row.getString("from_tx")), row.getLong("from_position")),
                    row.getBoolean("detached")))
        .list()
        .stream()
        .map(this::keepingItsTable)
        .toList();
  }

  private ArchivedMonth keepingItsTable(ArchivedMonth month) {
    boolean detached =
        month.detached()
            && database
                .sql(Statements.KEEP_TABLE)
                .param("month", month.month().atDay(1))
                .query(Boolean.class)
                .optional()
                .isPresent();
    return new ArchivedMonth(month.month(), month.from(), detached);
  }

  /** The end of the last run of archived events. */
  Checkpoint last(String bound) {
    return database
        .sql(Statements.LAST_ARCHIVED)
        .param("bound", bound)
        .query(
            (row, number) ->
                new Checkpoint(
                    Long.parseLong(row.getString("transaction")), row.getLong("position")))
        .optional()
        .orElse(Checkpoint.START);
  }

  /** The versions of a stream that a month has. */
  private record Versions(YearMonth month, long from, long to) {

    boolean recordedBy(StreamRange range) {
      return range.asOf() == null
          || !month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(range.asOf());
    }
  }

  /** A page of a stream, read in the same transaction, up to its first archived version. */
  Page cut(StreamName stream, StreamRange range, Page page) {
    List<Versions> archived =
        database
            .sql(Statements.ARCHIVED_VERSIONS)
            .param("stream", stream.value())
            .query(
                (row, number) ->
                    new Versions(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getLong("from_version"),
                        row.getLong("to_version")))
            .list();
    return switch (range.direction()) {
      case FORWARDS ->
          archived.stream()
              .filter(one -> one.recordedBy(range) && one.to() >= range.fromVersion())
              .min((one, other) -> Long.compare(one.from(), other.from()))
              .map(one -> before(page, one, event -> event.version() < one.from()))
              .orElse(page);
      case BACKWARDS ->
          archived.stream()
              .filter(one -> one.recordedBy(range) && one.from() <= range.fromVersion())
              .max((one, other) -> Long.compare(one.from(), other.from()))
              .map(one -> before(page, one, event -> event.version() > one.to()))
              .orElse(page);
    };
  }

  private static Page before(Page page, Versions archived, Predicate<RecordedEvent> readable) {
    List<RecordedEvent> kept = page.events().stream().takeWhile(readable).toList();
    if (kept.size() == page.events().size() && page.more()) {
      return page;
    }
    if (kept.isEmpty()) {
      throw new ArchivedException(archived.month(), null);
    }
    return new Page(kept, true);
  }

  /** Whether an append was refused because its condition asks about archived events. */
  static Optional<ArchivedException> refusal(UncategorizedSQLException failure) {
    SQLException cause = failure.getSQLException();
    if (cause == null || !REFUSED.equals(cause.getSQLState())) {
      return Optional.empty();
    }
    Matcher month = MONTH.matcher(String.valueOf(cause.getMessage()));
    return month.find()
        ? Optional.of(new ArchivedException(YearMonth.parse(month.group()), null))
        : Optional.empty();
  }
}
