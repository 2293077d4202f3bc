package dev.signalbox.eventstore.log;

import java.time.Instant;
import java.util.Set;
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
 * @param schemaVersion of the form of {@code data} among those of this type, from 1
 * @param tags what the event can be found by and what conditions ask for, at most {@value
 *     #MOST_TAGS}
 * @param personal what of the data is personal and still legible, or null; such an event is not
 *     recorded as it is
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
    JsonNode data,
    int schemaVersion,
    Set<String> tags,
    @Nullable Personal personal) {

  public static final int MOST_TAGS = 16;

  public NewEvent {
    tags = Set.copyOf(tags);
    if (schemaVersion < 1) {
      throw new IllegalArgumentException("Schema versions begin with 1");
    }
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException("An event has at most " + MOST_TAGS + " tags");
    }
  }

  /** An event that says nothing of personal data. */
  public NewEvent(
      String id,
      StreamName stream,
      String type,
      String source,
      @Nullable Instant occurredAt,
      @Nullable String traceparent,
      @Nullable String causationId,
      @Nullable JsonNode metadata,
      JsonNode data,
      int schemaVersion,
      Set<String> tags) {
    this(
        id,
        stream,
        type,
        source,
        occurredAt,
        traceparent,
        causationId,
        metadata,
        data,
        schemaVersion,
        tags,
        null);
  }

  /** An event in the first form of its type and without tags. */
  public NewEvent(
      String id,
      StreamName stream,
      String type,
      String source,
      @Nullable Instant occurredAt,
      @Nullable String traceparent,
      @Nullable String causationId,
      @Nullable JsonNode metadata,
      JsonNode data) {
    this(
        id,
        stream,
        type,
        source,
        occurredAt,
        traceparent,
        causationId,
        metadata,
        data,
        1,
        Set.of());
  }

  /** The same event with other metadata. */
  public NewEvent withMetadata(JsonNode other) {
    return with(other, data, tags, personal);
  }

  /** The same event with this of it personal. */
  public NewEvent withPersonal(Personal other) {
    return with(metadata, data, tags, other);
  }

  /** The same event with nothing personal left to read in its data. */
  public NewEvent sealed(JsonNode sealedData, Set<String> moreTags) {
    return with(metadata, sealedData, moreTags, null);
  }

  private NewEvent with(
      @Nullable JsonNode otherMetadata,
      JsonNode otherData,
      Set<String> otherTags,
      @Nullable Personal otherPersonal) {
    return new NewEvent(
        id,
        stream,
        type,
        source,
        occurredAt,
        traceparent,
        causationId,
        otherMetadata,
        otherData,
        schemaVersion,
        otherTags,
        otherPersonal);
  }
}
