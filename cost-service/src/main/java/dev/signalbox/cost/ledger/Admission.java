package dev.signalbox.cost.ledger;

import dev.signalbox.cost.lease.Reservation;
import java.time.Instant;
import java.util.List;

/**
 * How an attempt was let in.
 *
 * @param providerId the provider as streaming-service names it
 * @param admittedAt by the database's clock: it decides to which periods of budgets it belongs
 * @param reservations what it reserved of budgets
 */
public record Admission(
    String providerId, List<String> tags, Instant admittedAt, List<Reservation> reservations) {

  public Admission {
    tags = List.copyOf(tags);
    reservations = List.copyOf(reservations);
  }
}
