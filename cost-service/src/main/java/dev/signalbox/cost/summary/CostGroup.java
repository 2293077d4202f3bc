package dev.signalbox.cost.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * A sum of the ledger.
 *
 * @param group what it is the sum of; null for entries that have no such value
 * @param simulated whether the answers came from the simulator, at list prices, and cost nothing
 * @param otherCost fees for requests and tools, and calls that providers made by the way
 * @param unpriced entries whose cost is unknown because the model has no price; not in the costs
 * @param unmetered entries whose cost is unknown because the usage is; not in the costs
 */
public record CostGroup(
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String group,
    boolean simulated,
    long entries,
    long unpriced,
    long unmetered,
    long inputTokens,
    long outputTokens,
    Usd inputCost,
    Usd outputCost,
    Usd otherCost,
    Usd totalCost) {}
