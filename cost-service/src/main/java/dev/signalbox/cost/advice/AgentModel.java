package dev.signalbox.cost.advice;

import java.math.BigDecimal;

/**
 * What an agent used of a model in a period; of the calls with a known cost is everything but the
 * outcomes.
 *
 * @param agent empty for calls of no agent
 */
record AgentModel(
    String agent,
    String provider,
    String model,
    OutcomeRate outcomes,
    long priced,
    BigDecimal cost,
    long inputTokens,
    long outputTokens,
    long largestInput,
    long dear,
    long dearContinued,
    BigDecimal dearSurcharge,
    long cacheReadTokens,
    long cacheable,
    long missed,
    long missedTokens,
    BigDecimal cacheSaving,
    long batchable,
    BigDecimal batchSaving) {

  private static final int AT_MOST_TIMES = 2;

  String name() {
    return provider + "/" + model;
  }

  /** What calls had on average. */
  Advice.Sizes sizes() {
    return priced == 0
        ? new Advice.Sizes(0, 0)
        : new Advice.Sizes(inputTokens / priced, outputTokens / priced);
  }

  /** Whether calls of both were alike in size: on average within half and twice as many tokens. */
  boolean isAlike(AgentModel other) {
    Advice.Sizes ours = sizes();
    Advice.Sizes theirs = other.sizes();
    return alike(ours.input(), theirs.input()) && alike(ours.output(), theirs.output());
  }

  private static boolean alike(long one, long other) {
    return Math.max(one, other) <= AT_MOST_TIMES * Math.min(one, other);
  }
}
