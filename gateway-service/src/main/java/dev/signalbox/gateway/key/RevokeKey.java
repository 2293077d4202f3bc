package dev.signalbox.gateway.key;

import dev.signalbox.gateway.problem.GatewayProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.transaction.support.TransactionOperations;

/** Revokes an API key for good, together with the event that says so. */
class RevokeKey {
  private final ApiKeys keys;
  private final KeyEvents events;
  private final KeyDirectory directory;
  private final TransactionOperations transactions;
  private final Clock clock;

  RevokeKey(
      ApiKeys keys,
      KeyEvents events,
      KeyDirectory directory,
      TransactionOperations transactions,
      Clock clock) {
    this.keys = keys;
    this.events = events;
    this.directory = directory;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Does nothing if the key is revoked already.
   *
   * @throws ProblemException if there is no such key
   */
  void revoke(String id, String revokedBy) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    transactions.executeWithoutResult(
        status -> {
          if (keys.revoke(id, now)) {
            events.revoked(id, revokedBy, now);
          } else if (keys.find(id).isEmpty()) {
            throw unknown(id);
          }
        });
    directory.forget(id);
  }

  static ProblemException unknown(String id) {
    return new ProblemException(GatewayProblem.UNKNOWN_KEY, "There is no key " + id);
  }
}
