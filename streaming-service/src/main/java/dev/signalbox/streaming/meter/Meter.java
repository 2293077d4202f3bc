package dev.signalbox.streaming.meter;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.meter.MeterEvents.AttemptStarted;
import dev.signalbox.streaming.meter.MeterEvents.UsageRecorded;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records attempts. Every attempt that {@link #start} returned ends in exactly one usage event: by
 * {@link #end}, or by a sweeper once its lease has run out.
 */
public final class Meter {

  private final Attempts attempts;
  private final Leases leases;
  private final Events events;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final MeterProperties properties;
  private final Clock clock;
  private final GenAiMetrics metrics;

  Meter(
      Attempts attempts,
      Leases leases,
      Events events,
      Outbox outbox,
      TransactionTemplate transaction,
      MeterProperties properties,
      Clock clock,
      GenAiMetrics metrics) {
    this.attempts = attempts;
    this.leases = leases;
    this.events = events;
    this.outbox = outbox;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Records an attempt and its event; when this returns, they are committed.
   *
   * @throws MeterUnavailableException when they are not: the attempt must not be made
   */
  public RunningAttempt start(Attempted attempted, Origin origin) {
    String id = IdKind.ATTEMPT.next();
    Instant now = now();
    Event event =
        events.create(
            MeterEvents.STARTED,
            origin.subject(id),
            new AttemptStarted(
                id,
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
                now),
            origin.causationId());
    RunningAttempt attempt = new RunningAttempt(id, attempted, origin, now, event.id());
    committed(
        () -> {
          attempts.insert(attempt, event, properties.lease());
          outbox.publish(Topics.USAGE, event.subject(), event);
        });
    leases.hold(attempt);
    return attempt;
  }

  /**
   * Ends an attempt; when this returns, its end and its usage event are committed. An attempt that
   * was closed as lost before stays as it is.
   *
   * @throws MeterUnavailableException when they are not; the lease then runs out by itself
   */
  public void end(RunningAttempt attempt, AttemptEnd end) {
    leases.release(attempt);
    Instant now = now();
    Event event =
        events.create(
            MeterEvents.USAGE_RECORDED,
            attempt.origin().subject(attempt.id()),
            usage(
                attempt.id(), attempt.attempted(), attempt.origin(), attempt.startedAt(), end, now),
            attempt.startedEventId());
    committed(() -> close(attempt.id(), end, now, event));
    metrics.ended(attempt, end, now);
  }

  /** Closes attempts whose lease has run out, and tells how many it closed. */
  int sweep() {
    Integer swept =
        transaction.execute(
            status -> {
              List<LostAttempt> lost = attempts.lost();
              lost.forEach(this::closeLost);
              return lost.size();
            });
    return swept == null ? 0 : swept;
  }

  private void closeLost(LostAttempt lost) {
    Instant now = now();
    AttemptEnd end =
        new AttemptEnd(
            Outcome.LOST,
            "lost",
            null,
            new Usage.Estimated(
                TokenBuckets.of(lost.attempted().estimatedInputTokens(), lost.outputTokens())));
    Event made =
        events.create(
            MeterEvents.USAGE_RECORDED,
            lost.origin().subject(lost.id()),
            usage(lost.id(), lost.attempted(), lost.origin(), lost.startedAt(), end, now),
            lost.startedEventId());
    close(lost.id(), end, now, under(lost.traceparent(), made));
  }

  private void close(String id, AttemptEnd end, Instant now, Event event) {
    if (attempts.end(id, end, now, event.id())) {
      outbox.publish(Topics.USAGE, event.subject(), event);
    }
  }

  /** The event belongs to the trace of the attempt, not to the sweeper's. */
  private static Event under(@Nullable String traceparent, Event event) {
    return new Event(
        event.id(),
        event.source(),
        event.subject(),
        event.type(),
        event.time(),
        traceparent,
        event.causationId(),
        event.data());
  }

  private static UsageRecorded usage(
      String id,
      Attempted attempted,
      Origin origin,
      Instant startedAt,
      AttemptEnd end,
      Instant now) {
    return new UsageRecorded(
        id,
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
        startedAt,
        end.firstTokenAt(),
        now);
  }

  private void committed(Runnable work) {
    try {
      transaction.executeWithoutResult(status -> work.run());
    } catch (DataAccessException | TransactionException e) {
      throw new MeterUnavailableException(e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
