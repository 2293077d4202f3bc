package dev.signalbox.streaming.meter;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.meter.MeterEvents.ReservedAmount;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records attempts. Every attempt that {@link #start} returned ends in exactly one usage event: by
 * {@link #end}, or by a sweeper once its lease has run out.
 */
public final class Meter {

  private final Attempts attempts;
  private final Reservations reservations;
  private final Leases leases;
  private final AttemptEvents events;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final MeterProperties properties;
  private final Clock clock;
  private final GenAiMetrics metrics;

  Meter(
      Attempts attempts,
      Reservations reservations,
      Leases leases,
      AttemptEvents events,
      Outbox outbox,
      TransactionTemplate transaction,
      MeterProperties properties,
      Clock clock,
      GenAiMetrics metrics) {
    this.attempts = attempts;
    this.reservations = reservations;
    this.leases = leases;
    this.events = events;
    this.outbox = outbox;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Records an attempt, what is reserved for it, and its event; when this returns, they are
   * committed.
   *
   * @throws MeterUnavailableException when they are not: the attempt must not be made
   * @throws ReservationLapsedException when what is reserved may no longer be used: likewise
   */
  public RunningAttempt start(Attempted attempted, Origin origin, Reserved reserved) {
    Instant now = now();
    AttemptFacts facts =
        new AttemptFacts(
            IdKind.ATTEMPT.next(),
            attempted,
            origin,
            now,
            now,
            ReservedAmount.of(reserved.reservations()));
    RunningAttempt attempt = committed(() -> start(facts, reserved));
    leases.hold(attempt);
    return attempt;
  }

  private RunningAttempt start(AttemptFacts facts, Reserved reserved) {
    Event recorded = events.started(facts);
    Instant admitted = attempts.insert(facts, recorded, properties.lease());
    reservations.insert(facts.id(), reserved.reservations());
    Event event = events.started(facts.admitted(admitted));
    outbox.publish(Topics.USAGE, event.subject(), AttemptEvents.under(recorded, event));
    return new RunningAttempt(
        facts.id(),
        facts.attempted(),
        facts.origin(),
        facts.startedAt(),
        admitted,
        reserved,
        recorded.id());
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
    Event event = events.ended(AttemptFacts.of(attempt), end, now, attempt.startedEventId());
    committed(
        () -> {
          close(attempt.id(), end, now, event);
          return event;
        });
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
    Event event =
        events.ended(
            AttemptFacts.of(lost, reservations.of(lost.id())), end, now, lost.startedEventId());
    close(lost.id(), end, now, AttemptEvents.under(lost.traceparent(), event));
  }

  private void close(String id, AttemptEnd end, Instant now, Event event) {
    if (attempts.end(id, end, now, event.id())) {
      outbox.publish(Topics.USAGE, event.subject(), event);
    }
  }

  private <T> T committed(Supplier<T> work) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> work.get()));
    } catch (DataAccessException | TransactionException e) {
      throw new MeterUnavailableException(e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
