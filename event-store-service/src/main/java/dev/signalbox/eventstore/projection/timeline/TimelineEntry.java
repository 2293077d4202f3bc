package dev.signalbox.eventstore.projection.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of a conversation.
 *
 * @param version its place in the conversation's stream
 * @param kind what happened, in the words of the timeline
 * @param details what the event says about it
 * @param text of a message or an answer, as it stands in the log
 */
public record TimelineEntry(
    long version,
    String eventId,
    String type,
    String kind,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable String messageId,
    @Nullable String runId,
    @Nullable String agentId,
    @Nullable String attemptId,
    JsonNode details,
    @Nullable String text) {

  TimelineEntry with(@Nullable String said) {
    return new TimelineEntry(
        version,
        eventId,
        type,
        kind,
        occurredAt,
        recordedAt,
        messageId,
        runId,
        agentId,
        attemptId,
        details,
        said);
  }
}
