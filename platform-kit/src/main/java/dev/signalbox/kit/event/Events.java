package dev.signalbox.kit.event;

import dev.signalbox.kit.id.IdKind;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes events of this service, and reads the data of others'. */
public final class Events {
  private final String source;
  private final Clock clock;
  private final JsonMapper json;
  private final JsonMapper tolerant;
  private final Supplier<@Nullable String> traceparent;

  /**
   * Makes events of one service.
   *
   * @param source the name of this service
   * @param traceparent the W3C trace context of the running span, if there is one
   */
  public Events(
      String source, Clock clock, JsonMapper json, Supplier<@Nullable String> traceparent) {
    this.source = source;
    this.clock = clock;
    this.json = json;
    this.tolerant =
        json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    this.traceparent = traceparent;
  }

  public Event create(String type, String subject, Object data) {
    return create(type, subject, data, null);
  }

  /** Makes an event that happens now and follows from another one, in the trace of that one. */
  public Event following(Event cause, String type, String subject, Object data) {
    return create(type, subject, data, cause.id(), cause.traceparent());
  }

  /**
   * Makes an event that happens now, in the running trace.
   *
   * @param subject the stream the event belongs to
   * @param data what is written as JSON
   * @param causationId the event that this one follows from
   */
  public Event create(String type, String subject, Object data, @Nullable String causationId) {
    return create(type, subject, data, causationId, traceparent.get());
  }

  private Event create(
      String type,
      String subject,
      Object data,
      @Nullable String causationId,
      @Nullable String parent) {
    return new Event(
        IdKind.EVENT.next(),
        source,
        subject,
        type,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        parent,
        causationId,
        json.valueToTree(data));
  }

  /**
   * The event's data as a value of the type; fields that the type does not have are passed over.
   */
  public <T> T read(Event event, Class<T> type) {
    return tolerant.treeToValue(event.data(), type);
  }
}
