package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;

/**
 * What an agent used of a model, or what entries add to that; of those with a known cost is
 * everything but the first three.
 *
 * @param failed by the provider's fault or too late
 * @param cost of the calls themselves: before what was free, without what the provider did beside
 * @param dear in a context tier above the lowest; {@code dearContinued} went on from a call before
 * @param dearSurcharge what those would have cost less in the lowest tier
 * @param missed calls that could have read from a cache, so many tokens, and used none
 * @param batchable tagged as such, and served at the standard tier of a model with prices for
 *     batches
 */
public record AgentSums(
    long calls,
    long completed,
    long failed,
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

  static AgentSums of(Entry entry, MissedSavings missed) {
    Outcome outcome = entry.attempt().outcome();
    PricedUsage priced = entry.priced();
    long input = priced == null ? 0 : priced.usage().input();
    return new AgentSums(
        1,
        number(outcome == Outcome.COMPLETED),
        number(failed(outcome)),
        number(priced != null),
        missed.cost(),
        input,
        priced == null ? 0 : priced.usage().output(),
        input,
        number(missed.dear()),
        number(missed.dearContinued()),
        missed.dearSurcharge(),
        priced == null ? 0 : priced.usage().total(Bucket.INPUT_CACHE_READ).longValueExact(),
        number(missed.cacheable()),
        number(missed.missedTokens() > 0),
        missed.missedTokens(),
        missed.cacheSaving(),
        number(missed.batchable()),
        missed.batchSaving());
  }

  AgentSums plus(AgentSums more) {
    return new AgentSums(
        calls + more.calls,
        completed + more.completed,
        failed + more.failed,
        priced + more.priced,
        cost.add(more.cost),
        inputTokens + more.inputTokens,
        outputTokens + more.outputTokens,
        Math.max(largestInput, more.largestInput),
        dear + more.dear,
        dearContinued + more.dearContinued,
        dearSurcharge.add(more.dearSurcharge),
        cacheReadTokens + more.cacheReadTokens,
        cacheable + more.cacheable,
        missed + more.missed,
        missedTokens + more.missedTokens,
        cacheSaving.add(more.cacheSaving),
        batchable + more.batchable,
        batchSaving.add(more.batchSaving));
  }

  private static boolean failed(Outcome outcome) {
    return switch (outcome) {
      case PROVIDER_ERROR, TIMED_OUT -> true;
      case COMPLETED, CLIENT_GONE, LOST -> false;
    };
  }

  private static long number(boolean counts) {
    return counts ? 1 : 0;
  }
}
