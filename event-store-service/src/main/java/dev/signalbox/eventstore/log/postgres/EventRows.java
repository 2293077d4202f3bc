package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads events from anything with the columns of the log. */
public final class EventRows {

  /** What to select from a relation {@code e}. */
  public static final String COLUMNS =
      """
      e.tx::text as transaction, e.position, e.stream, e.version, e.event_id, e.type, e.schema_version, e.source,
             e.occurred_at, e.recorded_at, e.traceparent, e.causation_id, e.tags, e.metadata, e.data
      """;

  private static final EventJson JSON = new EventJson();

  private EventRows() {}

  /** The event that was selected. */
  public static RecordedEvent read(ResultSet row, int number) throws SQLException {
    return read(row, JSON, row.getString("metadata"), row.getString("data"));
  }

  static RecordedEvent read(ResultSet row, EventJson json, String metadata, String data)
      throws SQLException {
    return new RecordedEvent(
        row.getString("event_id"),
        new StreamName(row.getString("stream")),
        row.getLong("version"),
        new Checkpoint(Long.parseLong(row.getString("transaction")), row.getLong("position")),
        row.getString("type"),
        row.getString("source"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("traceparent"),
        row.getString("causation_id"),
        json.tree(metadata),
        json.tree(data),
        row.getInt("schema_version"),
        tags(row.getArray("tags")));
  }

  private static Set<String> tags(@Nullable Array tags) throws SQLException {
    return tags == null ? Set.of() : Set.of((String[]) tags.getArray());
  }
}
