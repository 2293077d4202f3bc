package dev.signalbox.cost.lease;

import dev.signalbox.cost.ledger.Admission;
import dev.signalbox.cost.ledger.Attempt;
import dev.signalbox.cost.ledger.Outcome;
import dev.signalbox.cost.ledger.UsageFixtures;
import dev.signalbox.cost.ledger.UsageSource;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of gpt-4o that was let in.
 *
 * @param inputTokens at most
 * @param outputTokens at most
 */
record StartedAttempt(
    String id,
    Event event,
    String team,
    String user,
    String key,
    long inputTokens,
    long outputTokens,
    Instant admittedAt,
    List<Reservation> reservations) {

  static StartedAttempt of(
      String team,
      String user,
      String key,
      long inputTokens,
      long outputTokens,
      Instant admittedAt,
      List<Reservation> reservations) {
    String id = IdKind.ATTEMPT.next();
    return new StartedAttempt(
        id,
        UsageFixtures.recorded(UsageFixtures.anyUsage(id), null),
        team,
        user,
        key,
        inputTokens,
        outputTokens,
        admittedAt,
        reservations);
  }

  /** How it ended. */
  Attempt ended(long input, long output) {
    return ended(
        "gpt-4o",
        ReportedUsage.of(
            Usage.disjoint(Map.of(Bucket.INPUT_UNCACHED, input, Bucket.OUTPUT_VISIBLE, output))));
  }

  Attempt ended(String model, @Nullable ReportedUsage usage) {
    Instant now = Instant.now();
    return new Attempt(
        id,
        event.id(),
        null,
        null,
        null,
        null,
        key,
        user,
        team,
        "openai",
        model,
        null,
        true,
        usage == null ? Outcome.LOST : Outcome.COMPLETED,
        UsageSource.ESTIMATED,
        "chat",
        usage,
        null,
        null,
        now,
        null,
        now,
        new Admission("openai", List.of(), admittedAt, reservations));
  }
}
