package dev.signalbox.eventstore.http;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event as the API shows it. */
public record EventView(
    String id,
    String stream,
    long version,
    String checkpoint,
    String type,
    String source,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable String traceparent,
    @Nullable String causationId,
    int schemaVersion,
    List<String> tags,
    JsonNode metadata,
    JsonNode data) {

  public static EventView of(RecordedEvent event) {
    return new EventView(
        event.id(),
        event.stream().value(),
        event.version(),
        event.checkpoint().toString(),
        event.type(),
        event.source(),
        event.occurredAt(),
        event.recordedAt(),
        event.traceparent(),
        event.causationId(),
        event.schemaVersion(),
        event.tags().stream().sorted().toList(),
        event.metadata(),
        event.data());
  }
}
