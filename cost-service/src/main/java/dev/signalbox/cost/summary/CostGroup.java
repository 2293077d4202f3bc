package dev.signalbox.cost.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * A sum of the ledger.
 *
 * @param group what it is the sum of; null for entries that have no such value
 * @param at the step of a time series; null if it is of the whole period
 * @param simulated whether the answers came from the simulator, at list prices, and cost nothing
 * @param otherCost fees for requests and tools, and calls that providers made by the way
 * @param unpriced entries whose cost is unknown because the model has no price; not in the costs
 * @param unmetered entries whose cost is unknown because the usage is; not in the costs
 * @param reported what providers themselves say that calls cost; null if they do not of any
 */
public record CostGroup(
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String group,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String at,
    boolean simulated,
    long entries,
    long unpriced,
    long unmetered,
    long inputTokens,
    long outputTokens,
    Usd inputCost,
    Usd outputCost,
    Usd otherCost,
    Usd totalCost,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reported reported) {

  /**
   * What providers say, beside what was computed of the same entries.
   *
   * @param difference how much more they say
   */
  public record Reported(long entries, Usd cost, Usd computed, Usd difference) {}
}
