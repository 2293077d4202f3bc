package dev.signalbox.cost.ledger;

import dev.signalbox.kit.money.Usd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is read.
 *
 * @param status whether the cost is known, as in {@link Billing}
 * @param reportedCost what the provider itself said that it cost; null if it did not
 * @param reportedDifference how much that is more than what was computed; null unless both are
 *     known
 * @param price null for entries that have no price, as are the costs
 */
public record LedgerEntry(
    String entryId,
    String attemptId,
    Instant attemptedAt,
    @Nullable String requestId,
    @Nullable String conversationId,
    @Nullable String runId,
    @Nullable String agentId,
    @Nullable String keyId,
    @Nullable String user,
    @Nullable String team,
    List<String> tags,
    String provider,
    String model,
    @Nullable String requestedModel,
    boolean simulated,
    String outcome,
    String usageSource,
    String status,
    List<BilledBucket> buckets,
    long inputTokens,
    long outputTokens,
    @Nullable Usd inputCost,
    @Nullable Usd outputCost,
    @Nullable Usd otherCost,
    @Nullable Usd costUsd,
    @Nullable Usd reportedCost,
    @Nullable Usd reportedDifference,
    String currency,
    @Nullable BilledPrice price,
    Instant startedAt,
    @Nullable Instant firstTokenAt,
    Instant endedAt,
    Instant recordedAt,
    String usageEventId) {

  public LedgerEntry {
    tags = List.copyOf(tags);
    buckets = List.copyOf(buckets);
  }

  /** The price as billed. */
  public record BilledPrice(
      String priceId, @Nullable String serviceTier, long aboveInputTokens, String matchedBy) {}
}
