package dev.signalbox.eventstore.projection.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.projection.Build;
import dev.signalbox.eventstore.projection.Build.Failure;
import dev.signalbox.eventstore.projection.Edition;
import dev.signalbox.eventstore.projection.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of builds as builds. */
final class BuildRows {

  private BuildRows() {}

  static Build build(ResultSet row, int number) throws SQLException {
    return new Build(
        row.getLong("build"),
        row.getString("projection"),
        row.getString("role").equals("live"),
        Generation.valueOf(row.getString("generation").toUpperCase(Locale.ROOT)),
        new Edition(row.getInt("version"), Set.of((String[]) row.getArray("upcasters").getArray())),
        new Checkpoint(Long.parseLong(row.getString("tx")), row.getLong("position")),
        row.getLong("applied"),
        row.getBoolean("paused"),
        row.getBoolean("due"),
        row.getInt("attempts") == 0 ? null : failure(row),
        row.getDouble("rate"),
        instant(row, "started_at"));
  }

  private static Failure failure(ResultSet row) throws SQLException {
    String tx = row.getString("failed_tx");
    return new Failure(
        row.getInt("attempts"),
        row.getString("error"),
        row.getString("failed_event"),
        checkpoint(tx, row),
        instant(row, "failed_at"),
        instant(row, "retry_at"));
  }

  private static @Nullable Checkpoint checkpoint(@Nullable String tx, ResultSet row)
      throws SQLException {
    return tx == null ? null : new Checkpoint(Long.parseLong(tx), row.getLong("failed_position"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
