package dev.signalbox.streaming.meter;

import dev.signalbox.kit.commit.CommitBusyException;
import dev.signalbox.kit.commit.GroupCommit;
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
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records attempts. Every attempt that {@link #start} returned ends in exactly one usage event: by
 * {@link #end}, or by a sweeper once its lease has run out. What is recorded at the same time
 * shares a commit.
 */
public final class Meter {

  private final Attempts attempts;
  private final Reservations reservations;
  private final Leases leases;
  private final AttemptEvents events;
  private final GroupCommit<Entry, Recorded> commits;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final GenAiMetrics metrics;

  Meter(
      Attempts attempts,
      Reservations reservations,
      Leases leases,
      AttemptEvents events,
      GroupCommit<Entry, Recorded> commits,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock,
      GenAiMetrics metrics) {
    this.attempts = attempts;
    this.reservations = reservations;
    this.leases = leases;
    this.events = events;
    this.commits = commits;
    this.outbox = outbox;
    this.transaction = transaction;
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
    Event event = events.started(facts);
    return switch (committed(new Entry.Beginning(facts, reserved, event))) {
      case Recorded.Begun(Instant admittedAt) -> held(facts, admittedAt, reserved, event);
      case Recorded.Lapsed() -> throw new ReservationLapsedException();
      case Recorded.Ended() -> throw new IllegalStateException("it has only just begun");
    };
  }

  private RunningAttempt held(
      AttemptFacts facts, Instant admittedAt, Reserved reserved, Event event) {
    RunningAttempt attempt =
        new RunningAttempt(
            facts.id(),
            facts.attempted(),
            facts.origin(),
            facts.startedAt(),
            admittedAt,
            reserved,
            event.id());
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
    Event event = events.ended(AttemptFacts.of(attempt), end, now, attempt.startedEventId());
    committed(new Entry.Ending(attempt.id(), end, now, event));
    metrics.ended(attempt, end, now);
  }

  /** Closes attempts whose lease has run out, and tells how many it closed. */
  int sweep() {
    Integer swept =
        transaction.execute(
            _ -> {
              List<Entry.Ending> endings = attempts.lost().stream().map(this::lost).toList();
              Set<String> ended = attempts.end(endings);
              List<Event> told =
                  endings.stream()
                      .filter(ending -> ended.contains(ending.id()))
                      .map(Entry.Ending::event)
                      .toList();
              if (!told.isEmpty()) {
                outbox.publishAll(Topics.USAGE, told);
              }
              return endings.size();
            });
    return swept == null ? 0 : swept;
  }

  private Entry.Ending lost(LostAttempt lost) {
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
    return new Entry.Ending(lost.id(), end, now, AttemptEvents.under(lost.traceparent(), event));
  }

  private Recorded committed(Entry entry) {
    try {
      return commits.run(entry);
    } catch (DataAccessException | TransactionException | CommitBusyException e) {
      throw new MeterUnavailableException(e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
