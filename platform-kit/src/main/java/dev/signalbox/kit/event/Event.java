package dev.signalbox.kit.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened: a CloudEvent (CloudEvents 1.0, section 3) with JSON data.
 *
 * @param id unique, {@code evt_...}
 * @param source the service it happened in
 * @param subject the stream it belongs to ({@code conversation/conv_...})
 * @param type {@code signalbox.<area>.<past tense>.v<n>}
 * @param traceparent the W3C trace it happened under
 * @param causationId the event it follows from
 */
public record Event(
    String id,
    String source,
    String subject,
    String type,
    Instant time,
    @Nullable String traceparent,
    @Nullable String causationId,
    JsonNode data) {}
