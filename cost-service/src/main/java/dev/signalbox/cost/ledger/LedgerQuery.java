package dev.signalbox.cost.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for, newest first. What is null does not narrow the question.
 *
 * @param from attempts that began at this moment or later
 * @param to attempts that began before this moment
 * @param before entries behind this one in the order of the answer
 */
public record LedgerQuery(
    @Nullable String conversationId,
    @Nullable String agentId,
    @Nullable String model,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String before,
    int limit) {}
