package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Place;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.postgres.AppendArrays.PlacedEvent;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of what {@code append_events} answers.
 *
 * @param append counted from 1; 0 in the row that tells of all
 * @param versions of the streams, in the row that tells of all
 */
record AppendRow(
    int append,
    String outcome,
    @Nullable String eventId,
    @Nullable String stream,
    long version,
    @Nullable String transaction,
    long position,
    @Nullable Instant recordedAt,
    @Nullable List<Long> versions) {

  static AppendRow of(ResultSet row) throws SQLException {
    OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
    Array versions = row.getArray("versions");
    return new AppendRow(
        row.getInt("append"),
        row.getString("outcome"),
        row.getString("event_id"),
        row.getString("stream"),
        row.getLong("version"),
        row.getString("tx"),
        row.getLong("position"),
        recordedAt == null ? null : recordedAt.toInstant(),
        versions == null ? null : List.of((Long[]) versions.getArray()));
  }

  /** The outcome of an append that was not recorded now. */
  static AppendOutcome refusal(List<AppendRow> rows) {
    AppendRow first = rows.getFirst();
    return switch (first.outcome) {
      case "repeated" -> new AppendOutcome.Repeated(rows.stream().map(AppendRow::place).toList());
      case "id_taken" -> new AppendOutcome.IdTaken(present(first.eventId));
      case "conflict" ->
          new AppendOutcome.WrongVersion(new StreamName(present(first.stream)), first.version);
      case "overtaken" -> new AppendOutcome.Overtaken(present(first.eventId));
      case String other -> throw new IllegalStateException("append_events answered " + other);
    };
  }

  /** The outcome of an append whose events got these places. */
  AppendOutcome appended(List<PlacedEvent> events) {
    long transaction = Long.parseLong(present(this.transaction));
    Instant at = present(recordedAt);
    return new AppendOutcome.Appended(
        events.stream()
            .map(
                one ->
                    new Place(
                        one.event().id(),
                        one.event().stream(),
                        one.version(),
                        new Checkpoint(transaction, one.position()),
                        at))
            .toList());
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
