package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;

/**
 * What entries add to each of their sums.
 *
 * @param compared how many have a cost that the provider told and one that was computed; only of
 *     those are the last two
 */
record RollupSums(
    long entries,
    long unpriced,
    long unmetered,
    long inputTokens,
    long outputTokens,
    BigDecimal inputCost,
    BigDecimal outputCost,
    BigDecimal otherCost,
    long compared,
    BigDecimal reportedCost,
    BigDecimal computedCost) {

  static RollupSums of(Entry entry) {
    Attempt attempt = entry.attempt();
    Usage usage = attempt.usage() == null ? null : attempt.usage().usage();
    PricedUsage priced = entry.priced();
    BigDecimal reported = priced == null ? null : attempt.reportedCost();
    return new RollupSums(
        1,
        entry.billing() instanceof Billing.Unpriced ? 1 : 0,
        entry.billing() instanceof Billing.Unmetered ? 1 : 0,
        usage == null ? 0 : usage.input(),
        usage == null ? 0 : usage.output(),
        priced == null ? BigDecimal.ZERO : priced.inputCost(),
        priced == null ? BigDecimal.ZERO : priced.outputCost(),
        priced == null ? BigDecimal.ZERO : priced.otherCost(),
        reported == null ? 0 : 1,
        reported == null ? BigDecimal.ZERO : reported,
        priced == null || reported == null ? BigDecimal.ZERO : priced.totalCost());
  }

  RollupSums plus(RollupSums more) {
    return new RollupSums(
        entries + more.entries,
        unpriced + more.unpriced,
        unmetered + more.unmetered,
        inputTokens + more.inputTokens,
        outputTokens + more.outputTokens,
        inputCost.add(more.inputCost),
        outputCost.add(more.outputCost),
        otherCost.add(more.otherCost),
        compared + more.compared,
        reportedCost.add(more.reportedCost),
        computedCost.add(more.computedCost));
  }
}
