package dev.signalbox.eventstore.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event to be recorded.
 *
 * @param id unique in the whole log, 1 to 128 characters; appending it again does nothing
 * @param source who says that it happened: a service, or {@code key/<id>} of a caller
 * @param occurredAt when it happened; absent: when it is recorded
 * @param traceparent W3C trace context under which it happened
 * @param causationId the id of the event that this one follows
 * @param metadata a JSON object beside the facts, or null
 */
public record NewEvent(
    String id,
    StreamName stream,
    String type,
    String source,
    @Nullable Instant occurredAt,
    @Nullable String traceparent,
    @Nullable String causationId,
    @Nullable JsonNode metadata,
    JsonNode data) {}
