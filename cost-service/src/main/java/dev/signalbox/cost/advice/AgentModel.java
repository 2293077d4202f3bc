package dev.signalbox.cost.advice;

import dev.signalbox.cost.ledger.AgentSums;

/**
 * What an agent used of a model in a period.
 *
 * @param agent empty for calls of no agent
 */
record AgentModel(String agent, String provider, String model, AgentSums used) {

  private static final int AT_MOST_TIMES = 2;

  String name() {
    return provider + "/" + model;
  }

  OutcomeRate outcomes() {
    return new OutcomeRate(used.completed(), used.failed());
  }

  /** What calls had on average. */
  Advice.Sizes sizes() {
    return used.priced() == 0
        ? new Advice.Sizes(0, 0)
        : new Advice.Sizes(used.inputTokens() / used.priced(), used.outputTokens() / used.priced());
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
