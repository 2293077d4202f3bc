package dev.signalbox.streaming.meter;

import dev.signalbox.streaming.meter.MeterEvents.ReservedAmount;
import java.time.Instant;
import java.util.List;

/**
 * What is told about an attempt whatever becomes of it.
 *
 * @param admittedAt by the database's clock
 */
record AttemptFacts(
    String id,
    Attempted attempted,
    Origin origin,
    Instant startedAt,
    Instant admittedAt,
    List<ReservedAmount> reservations) {

  static AttemptFacts of(RunningAttempt attempt) {
    return new AttemptFacts(
        attempt.id(),
        attempt.attempted(),
        attempt.origin(),
        attempt.startedAt(),
        attempt.admittedAt(),
        ReservedAmount.of(attempt.reservations()));
  }

  static AttemptFacts of(LostAttempt lost, List<ReservedAmount> reservations) {
    return new AttemptFacts(
        lost.id(),
        lost.attempted(),
        lost.origin(),
        lost.startedAt(),
        lost.admittedAt(),
        reservations);
  }

  AttemptFacts admitted(Instant moment) {
    return new AttemptFacts(id, attempted, origin, startedAt, moment, reservations);
  }
}
