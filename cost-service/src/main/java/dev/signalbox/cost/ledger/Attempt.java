package dev.signalbox.cost.ledger;

import dev.signalbox.cost.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider that has ended, and who it was for.
 *
 * @param usageEventId the event that told of it
 * @param provider as the price table names it
 * @param usage null if nothing is known about it, which is not the same as no tokens
 * @param quotedPriceId the price at which its client was told what it cost; null if it was not
 * @param reportedCost what the provider itself says that it cost, in dollars; null if it does not
 */
public record Attempt(
    String attemptId,
    String usageEventId,
    @Nullable String requestId,
    @Nullable String conversationId,
    @Nullable String runId,
    @Nullable String agentId,
    @Nullable String keyId,
    @Nullable String user,
    @Nullable String team,
    String provider,
    String model,
    @Nullable String requestedModel,
    boolean simulated,
    Outcome outcome,
    UsageSource usageSource,
    String apiFlavor,
    @Nullable ReportedUsage usage,
    @Nullable String quotedPriceId,
    @Nullable BigDecimal reportedCost,
    Instant startedAt,
    @Nullable Instant firstTokenAt,
    Instant endedAt,
    Admission admission) {}
