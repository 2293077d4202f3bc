package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.CounterKey;
import dev.signalbox.cost.budget.Enforcement.Shortage;
import dev.signalbox.cost.budget.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an attempt demands of one counter of a budget.
 *
 * @param perInput what a token of input takes at most, in the budget's unit
 * @param perOutput what a token of output takes at most
 */
record Demand(
    Budget budget,
    Shortage shortage,
    Window window,
    String leaseId,
    String value,
    BigDecimal perInput,
    BigDecimal perOutput) {

  private static final long LEAST_OUTPUT = 16;

  CounterKey counter() {
    return new CounterKey(budget.id(), value, window.start());
  }

  BigDecimal need(long inputTokens, long outputTokens) {
    return perInput
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(perOutput.multiply(BigDecimal.valueOf(outputTokens)));
  }

  /** With how many tokens of output an attempt is still worth making. */
  long least(long outputTokens) {
    return switch (shortage) {
      case REFUSE -> outputTokens;
      case CUT -> Math.min(LEAST_OUTPUT, outputTokens);
    };
  }

  /** How many tokens of output there is enough for, up to that many. */
  long outputWithin(BigDecimal available, long inputTokens, long outputTokens) {
    if (need(inputTokens, outputTokens).compareTo(available) <= 0) {
      return outputTokens;
    }
    BigDecimal left = available.subtract(need(inputTokens, 0));
    return left.signum() <= 0 || perOutput.signum() == 0
        ? 0
        : left.divide(perOutput, 0, RoundingMode.DOWN).longValueExact();
  }
}
