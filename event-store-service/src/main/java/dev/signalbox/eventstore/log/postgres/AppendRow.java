package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Place;
import dev.signalbox.eventstore.log.StreamName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of what {@code append_events} answers. */
record AppendRow(
    int append,
    String outcome,
    @Nullable String eventId,
    @Nullable String stream,
    long version,
    @Nullable String transaction,
    long position,
    @Nullable Instant recordedAt) {

  static AppendRow of(ResultSet row) throws SQLException {
    OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
    return new AppendRow(
        row.getInt("append"),
        row.getString("outcome"),
        row.getString("event_id"),
        row.getString("stream"),
        row.getLong("version"),
        row.getString("tx"),
        row.getLong("position"),
        recordedAt == null ? null : recordedAt.toInstant());
  }

  static AppendOutcome outcome(List<AppendRow> rows) {
    AppendRow first = rows.getFirst();
    return switch (first.outcome) {
      case "appended" -> new AppendOutcome.Appended(rows.stream().map(AppendRow::place).toList());
      case "repeated" -> new AppendOutcome.Repeated(rows.stream().map(AppendRow::place).toList());
      case "id_taken" -> new AppendOutcome.IdTaken(present(first.eventId));
      case "conflict" ->
          new AppendOutcome.WrongVersion(new StreamName(present(first.stream)), first.version);
      case "overtaken" -> new AppendOutcome.Overtaken(present(first.eventId));
      case String other -> throw new IllegalStateException("append_events answered " + other);
    };
  }

  private Place place() {
    return new Place(
        present(eventId),
        new StreamName(present(stream)),
        version,
        new Checkpoint(Long.parseLong(present(transaction)), position),
        present(recordedAt));
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("append_events left out a column");
    }
    return value;
  }
}
