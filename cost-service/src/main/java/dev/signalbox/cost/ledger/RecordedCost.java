package dev.signalbox.cost.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.kit.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a new entry.
 *
 * @param status whether the cost is known, as in {@link Billing}
 * @param costUsd null if it is not known
 */
record RecordedCost(
    String entryId,
    String attemptId,
    @Nullable String requestId,
    @Nullable String conversationId,
    @Nullable String runId,
    @Nullable String agentId,
    @Nullable String keyId,
    @Nullable String user,
    @Nullable String team,
    String provider,
    String model,
    boolean simulated,
    String outcome,
    String usageSource,
    String status,
    @Nullable Usd inputCost,
    @Nullable Usd outputCost,
    @Nullable Usd otherCost,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd costUsd,
    String currency,
    @Nullable String priceId,
    Instant recordedAt) {

  static RecordedCost of(Entry entry) {
    Attempt attempt = entry.attempt();
    PricedUsage priced = entry.priced();
    return new RecordedCost(
        entry.entryId(),
        attempt.attemptId(),
        attempt.requestId(),
        attempt.conversationId(),
        attempt.runId(),
        attempt.agentId(),
        attempt.keyId(),
        attempt.user(),
        attempt.team(),
        attempt.provider(),
        attempt.model(),
        attempt.simulated(),
        attempt.outcome().wireName(),
        attempt.usageSource().wireName(),
        entry.billing().status(),
        priced == null ? null : new Usd(priced.inputCost()),
        priced == null ? null : new Usd(priced.outputCost()),
        priced == null ? null : new Usd(priced.otherCost()),
        priced == null ? null : new Usd(priced.totalCost()),
        "USD",
        priced == null ? null : priced.match().price().priceId(),
        entry.recordedAt());
  }
}
