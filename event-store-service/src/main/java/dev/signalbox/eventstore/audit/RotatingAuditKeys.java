package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.id.IdKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Replaces the key that signs, and encrypts keys anew after the secret was changed. */
public final class RotatingAuditKeys {

  static final String EVENT_TYPE = "signalbox.audit.key-rotated.v1";
  static final StreamName STREAM = new StreamName("audit/keys");

  private final AuditKeys keys;
  private final Segments segments;
  private final EventLog log;
  private final TransactionOperations transactions;
  private final Clock clock;

  RotatingAuditKeys(
      AuditKeys keys,
      Segments segments,
      EventLog log,
      TransactionOperations transactions,
      Clock clock) {
    this.keys = keys;
    this.segments = segments;
    this.log = log;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What became of the wish for another key. */
  public sealed interface Outcome {

    /** It signs from the next segment on, in every replica, and the log says so. */
    record Rotated(AuditKey key) implements Outcome {}

    /** The present one does not open with the secrets of this process. */
    record Locked() implements Outcome {}
  }

  /**
   * Makes another key sign.
   *
   * @param by who asks for it
   */
  public Outcome rotate(String by) {
    try {
      return Objects.requireNonNull(transactions.execute(status -> rotateAlone(by)));
    } catch (SealingRefusedException locked) {
      return new Outcome.Locked();
    }
  }

  private Outcome rotateAlone(String by) {
    segments.awaitSealing();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<AuditKey> present = keys.newest();
    AuditKey made =
        AuditKey.make(
            present
                .map(key -> key.madeAt().plus(1, ChronoUnit.MICROS))
                .filter(now::isBefore)
                .orElse(now));
    // The append comes first because it must precede the transaction's first write.
    AppendOutcome outcome =
        log.append(
            Append.of(List.of(event(made, present.map(AuditKey::id).orElse(null), now, by))));
    if (!(outcome instanceof AppendOutcome.Appended)) {
      throw new IllegalStateException("The log refuses to record a rotation: " + outcome);
    }
    keys.add(made);
    return new Outcome.Rotated(made);
  }

  private static NewEvent event(AuditKey made, @Nullable String previous, Instant at, String by) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("key_id", made.id())
            .put("algorithm", AuditKey.ALGORITHM)
            .put("public_key", Base64.getEncoder().encodeToString(made.publicKey()))
            .put("previous_key_id", previous);
    return new NewEvent(IdKind.EVENT.next(), STREAM, EVENT_TYPE, by, at, null, null, null, data);
  }

  /**
   * What was encrypted anew, and what is left.
   *
   * @param remaining keys under other secrets, also those that this process cannot open
   */
  public record Rewrapping(int rewrapped, int remaining) {}

  /** Encrypts every key with the present secret; signatures and public halves stay. */
  public Rewrapping rewrap() {
    return new Rewrapping(keys.rewrap(), keys.outdated());
  }
}
