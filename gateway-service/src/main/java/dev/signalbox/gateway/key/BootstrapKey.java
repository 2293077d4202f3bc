package dev.signalbox.gateway.key;

import dev.signalbox.gateway.startup.StartRefusedException;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Inserts the first administrator's key, once, however many replicas start at the same time. */
class BootstrapKey {
  private static final Logger LOGGER = LoggerFactory.getLogger(BootstrapKey.class);

  /** Any number that nothing else in this schema locks. */
  private static final long LOCK = 0x5B0A_0001L;

  private final ApiKeys keys;
  private final KeyEvents events;
  private final KeyHasher hasher;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  BootstrapKey(
      ApiKeys keys,
      KeyEvents events,
      KeyHasher hasher,
      JdbcClient jdbc,
      TransactionOperations transactions,
      Clock clock) {
    this.keys = keys;
    this.events = events;
    this.hasher = hasher;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whether it was this call that inserted it. Any key counts, also a revoked one. */
  boolean insertIfFirst(String secret) {
    if (!KeySecrets.isShaped(secret)) {
      throw new StartRefusedException(
          "SIGNALBOX_BOOTSTRAP_KEY must be sbx_ and 16 to 124 letters, digits, _ or -");
    }
    boolean inserted =
        Boolean.TRUE.equals(
            transactions.execute(
                status -> {
                  jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                      .param(LOCK)
                      .query((row, number) -> number)
                      .single();
                  if (!keys.isEmpty()) {
                    return false;
                  }
                  ApiKey key = bootstrap(secret);
                  keys.add(key, hasher.hash(secret));
                  events.created(key);
                  return true;
                }));
    if (inserted) {
      LOGGER.info("Inserted the bootstrap key as the first administrator's");
    }
    return inserted;
  }

  private ApiKey bootstrap(String secret) {
    return new ApiKey(
        IdKind.KEY.next(),
        "bootstrap",
        KeySecrets.hint(secret),
        Role.ADMIN,
        null,
        null,
        null,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        null,
        null,
        null);
  }
}
