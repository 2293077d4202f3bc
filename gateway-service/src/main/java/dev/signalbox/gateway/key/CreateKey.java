package dev.signalbox.gateway.key;

import dev.signalbox.gateway.problem.GatewayProblem;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Makes an API key, together with the event that says so. */
class CreateKey {
  /** A key and its secret, which exists nowhere else. */
  record Created(ApiKey key, String secret) {}

  /** How long an Idempotency-Key is remembered. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final ApiKeys keys;
  private final KeyCreations creations;
  private final KeyEvents events;
  private final KeyHasher hasher;
  private final TransactionOperations transactions;
  private final Clock clock;

  CreateKey(
      ApiKeys keys,
      KeyCreations creations,
      KeyEvents events,
      KeyHasher hasher,
      TransactionOperations transactions,
      Clock clock) {
    this.keys = keys;
    this.creations = creations;
    this.events = events;
    this.hasher = hasher;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param createdBy the key of the administrator who asks
   * @param idempotencyKey refuses to make a second key for the same request: the first one's secret
   *     cannot be shown again
   */
  Created create(KeyRequest request, String createdBy, @Nullable String idempotencyKey) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    KeyRequest.Valid wanted = request.valid(now);
    String secret = KeySecrets.next();
    ApiKey key =
        new ApiKey(
            IdKind.KEY.next(),
            wanted.name(),
            KeySecrets.hint(secret),
            wanted.role(),
            wanted.user(),
            wanted.team(),
            wanted.agents(),
            now,
            createdBy,
            wanted.expiresAt(),
            null);
    transactions.executeWithoutResult(
        status -> {
          if (idempotencyKey != null) {
            refuseSecond(request, createdBy, idempotencyKey, now);
          }
          keys.add(key, hasher.hash(secret));
          if (idempotencyKey != null) {
            creations.add(createdBy, idempotencyKey, hashOf(request), key.id(), now);
          }
          events.created(key);
        });
    return new Created(key, secret);
  }

  private void refuseSecond(
      KeyRequest request, String createdBy, String idempotencyKey, Instant now) {
    creations.forgetBefore(now.minus(REMEMBERED));
    creations.lock(createdBy, idempotencyKey);
    creations
        .find(createdBy, idempotencyKey)
        .ifPresent(
            earlier -> {
              throw earlier.requestHash().equals(hashOf(request))
                  ? alreadyCreated(earlier.keyId())
                  : new ProblemException(
                      CommonProblem.IDEMPOTENCY_KEY_REUSED,
                      "This Idempotency-Key came with another body before; use a new one");
            });
  }

  private static ProblemException alreadyCreated(String keyId) {
    return new ProblemException(
            GatewayProblem.KEY_ALREADY_CREATED,
            "An earlier request with this Idempotency-Key created "
                + keyId
                + ", whose secret was shown once and is not kept; if it was lost, revoke that key"
                + " and create another with a new Idempotency-Key")
        .with("key_id", keyId);
  }

  private KeyHash hashOf(KeyRequest request) {
    return hasher.hash(request.toString());
  }
}
