package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.LogHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds how far the log is complete. */
final class Heads {

  private final JdbcClient database;

  Heads(JdbcClient database) {
    this.database = database;
  }

  /** The transaction id below which nothing can be added any more, for a statement after this. */
  String bound() {
    return database.sql(Statements.BOUND).query(String.class).single();
  }

  LogHead read() {
    List<LogHead.OpenAppend> open =
        database.sql(Statements.OPEN_APPENDS).query(Heads::openAppend).list();
    String bound = bound();
    Checkpoint last =
        database
            .sql(Statements.LAST)
            .param("bound", bound)
            .query(
                (row, number) ->
                    new Checkpoint(
                        Long.parseLong(row.getString("transaction")), row.getLong("position")))
            .optional()
            .orElse(Checkpoint.START);
    return database
        .sql(Statements.HELD_BACK)
        .param("bound", bound)
        .param("limit", LogHead.MOST_COUNTED)
        .query(
            (row, number) -> {
              int events = row.getInt("events");
              return new LogHead(
                  last,
                  events,
                  events == 0 ? Duration.ZERO : seconds(row, "seconds", Duration.ZERO),
                  events == 0 ? List.of() : open);
            })
        .single();
  }

  private static LogHead.OpenAppend openAppend(ResultSet row, int number) throws SQLException {
    return new LogHead.OpenAppend(
        row.getObject("pid", Integer.class),
        row.getString("application_name"),
        seconds(row, "seconds", null));
  }

  private static <T extends @Nullable Duration> T seconds(ResultSet row, String column, T absent)
      throws SQLException {
    double seconds = row.getDouble(column);
    @SuppressWarnings("unchecked")
    T value = row.wasNull() ? absent : (T) Duration.ofMillis((long) (seconds * 1000));
    return value;
  }
}
