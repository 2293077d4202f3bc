package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.CounterKey;
import dev.signalbox.cost.budget.Window;
import java.math.BigDecimal;

/**
 * What an attempt demands of one counter of a budget.
 *
 * @param perInput what a token of input takes at most, in the budget's unit
 * @param perOutput what a token of output takes at most
 * @param perRequest what it takes whatever goes in or comes out
 */
record Demand(
    Budget budget,
    Window window,
    String leaseId,
    String value,
    BigDecimal perInput,
    BigDecimal perOutput,
    BigDecimal perRequest) {

  CounterKey counter() {
    return new CounterKey(budget.id(), value, window.start());
  }

  /** What an attempt takes at most. */
  BigDecimal need(long inputTokens, long outputTokens) {
    return perInput
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(perOutput.multiply(BigDecimal.valueOf(outputTokens)))
        .add(perRequest);
  }
}
