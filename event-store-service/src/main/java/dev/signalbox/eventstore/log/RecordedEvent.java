package dev.signalbox.eventstore.log;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of the log; it never changes.
 *
 * @param version its place in the stream: 1, 2, 3, ... without gaps
 * @param checkpoint its place in the log
 * @param recordedAt when it was appended, by the database's clock
 */
public record RecordedEvent(
    String id,
    StreamName stream,
    long version,
    Checkpoint checkpoint,
    String type,
    String source,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable String traceparent,
    @Nullable String causationId,
    JsonNode metadata,
    JsonNode data,
    int schemaVersion,
    Set<String> tags) {

  public RecordedEvent {
    tags = Set.copyOf(tags);
  }

  /** The same event in another form. */
  public RecordedEvent as(String otherType, int otherSchemaVersion, JsonNode otherData) {
    return new RecordedEvent(
        id,
        stream,
        version,
        checkpoint,
        otherType,
        source,
        occurredAt,
        recordedAt,
        traceparent,
        causationId,
        metadata,
        otherData,
        otherSchemaVersion,
        tags);
  }
}
