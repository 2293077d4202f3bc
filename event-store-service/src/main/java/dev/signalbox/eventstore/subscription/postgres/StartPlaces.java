package dev.signalbox.eventstore.subscription.postgres;

import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.subscription.Start;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where in the log a subscription starts. */
final class StartPlaces {

  private final JdbcClient database;
  private final EventLog log;

  StartPlaces(JdbcClient database, EventLog log) {
    this.database = database;
    this.log = log;
  }

  Checkpoint place(Start start) {
    return switch (start) {
      case Start.Beginning() -> Checkpoint.START;
      case Start.Now() -> log.head().checkpoint();
      case Start.After(Checkpoint checkpoint) -> checkpoint;
      case Start.Since since -> since(since.time());
    };
  }

  private Checkpoint since(Instant time) {
    Checkpoint end = log.head().checkpoint();
    String bound = bound();
    Checkpoint place =
        database
            .sql(SubscriptionStatements.SINCE)
            .param("time", time.atOffset(ZoneOffset.UTC))
            .param("bound", bound)
            .query(StartPlaces::place)
            .optional()
            .map(first -> new Checkpoint(first.transaction(), first.position() - 1))
            .orElse(end);
    firstArchived(time, bound)
        .filter(run -> run.from().compareTo(place) < 0)
        .ifPresent(
            run -> {
              // Events of the time are not passed over unknowingly.
              throw new ArchivedException(run.month(), run.to());
            });
    return place;
  }

  /**
   * Asked for before the statement that reads up to there, whose snapshot must be the later one.
   */
  String bound() {
    return database.sql("select safe_bound()::text").query(String.class).single();
  }

  private record Run(YearMonth month, Checkpoint from, Checkpoint to) {}

  private Optional<Run> firstArchived(Instant time, String bound) {
    return database
        .sql(SubscriptionStatements.ARCHIVED_SINCE)
        .param("time", time.atOffset(ZoneOffset.UTC))
        .param("bound", bound)
        .query(StartPlaces::run)
        .optional();
  }

  private static Run run(ResultSet row, int number) throws SQLException {
    return new Run(
        YearMonth.from(row.getObject("month", LocalDate.class)),
        place(row, number),
        new Checkpoint(Long.parseLong(row.getString("to_tx")), row.getLong("to_position")));
  }

  static Checkpoint place(ResultSet row, int number) throws SQLException {
    return new Checkpoint(Long.parseLong(row.getString("transaction")), row.getLong("position"));
  }
}
