package dev.signalbox.streaming.meter;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.streaming.meter.MeterEvents.AttemptStarted;
import dev.signalbox.streaming.meter.MeterEvents.UsageRecorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Words the events of attempts. */
final class AttemptEvents {

  private final Events events;

  AttemptEvents(Events events) {
    this.events = events;
  }

  Event started(AttemptFacts attempt) {
    Origin origin = attempt.origin();
    Attempted attempted = attempt.attempted();
    return events.create(
        MeterEvents.STARTED,
        origin.subject(attempt.id()),
        new AttemptStarted(
            attempt.id(),
            origin.requestId(),
            origin.conversationId(),
            origin.runId(),
            origin.agentId(),
            origin.keyId(),
            origin.user(),
            origin.team(),
            attempted.provider(),
            attempted.model(),
            attempted.requestedModel(),
            attempted.simulated(),
            attempted.apiFlavor(),
            attempt.startedAt(),
            attempt.admittedAt(),
            origin.tags(),
            attempt.reservations()),
        origin.causationId());
  }

  /**
   * How an attempt ended.
   *
   * @param startedEventId the event of its beginning
   */
  Event ended(AttemptFacts attempt, AttemptEnd end, Instant now, String startedEventId) {
    Origin origin = attempt.origin();
    Attempted attempted = attempt.attempted();
    return events.create(
        MeterEvents.USAGE_RECORDED,
        origin.subject(attempt.id()),
        new UsageRecorded(
            attempt.id(),
            origin.requestId(),
            origin.conversationId(),
            origin.runId(),
            origin.agentId(),
            origin.keyId(),
            origin.user(),
            origin.team(),
            attempted.provider(),
            attempted.model(),
            attempted.requestedModel(),
            attempted.simulated(),
            end.outcome(),
            end.usage().source(),
            attempted.apiFlavor(),
            end.usage().providerUsage(),
            end.usage().buckets(),
            end.quotedPriceId(),
            attempt.startedAt(),
            end.firstTokenAt(),
            now,
            attempt.admittedAt(),
            origin.tags(),
            attempt.reservations()),
        startedEventId);
  }

  /**
   * The event of a beginning, now that it is known when the attempt was let in. Whoever finds that
   * out may do so in another trace.
   *
   * @param begun the event without that
   */
  Event admitted(Event begun, AttemptFacts attempt) {
    return with(begun.id(), begun.traceparent(), started(attempt));
  }

  /** The event in another trace: that of the attempt, not the sweeper's. */
  static Event under(@Nullable String traceparent, Event event) {
    return with(event.id(), traceparent, event);
  }

  private static Event with(String id, @Nullable String traceparent, Event event) {
    return new Event(
        id,
        event.source(),
        event.subject(),
        event.type(),
        event.time(),
        traceparent,
        event.causationId(),
        event.data());
  }
}
