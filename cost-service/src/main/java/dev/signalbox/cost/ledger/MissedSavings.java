package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.Alternatives;
import dev.signalbox.cost.charge.Alternatives.Cached;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.PreviousCalls.PreviousCall;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call would have cost less if it had been asked for otherwise.
 *
 * @param cost without side calls, before what was free
 * @param dear whether it was in a context tier above the lowest
 * @param dearContinued whether it was so, and went on from a call before
 * @param cacheable whether a call of a conversation could have used a cache and did not
 * @param missedTokens of the call before that a cache would have had
 * @param cacheSaving below zero if writing the cache costs more than reading it saves
 * @param batchable whether nobody waits for it, as a tag says, and it could have been in a batch
 */
record MissedSavings(
    BigDecimal cost,
    boolean dear,
    boolean dearContinued,
    BigDecimal dearSurcharge,
    boolean cacheable,
    long missedTokens,
    BigDecimal cacheSaving,
    boolean batchable,
    BigDecimal batchSaving) {

  /** The tag of calls that nobody waits for. */
  static final String BATCHABLE = "batchable";

  /** Of an attempt whose cost is not known. */
  static final MissedSavings UNKNOWN =
      new MissedSavings(
          BigDecimal.ZERO,
          false,
          false,
          BigDecimal.ZERO,
          false,
          0,
          BigDecimal.ZERO,
          false,
          BigDecimal.ZERO);

  /**
   * Of a call.
   *
   * @param previous looked up only if it matters
   */
  static MissedSavings of(
      Attempt attempt, PricedUsage call, Supplier<Optional<PreviousCall>> previous) {
    Alternatives alternatives = Alternatives.to(call);
    BigDecimal cost = alternatives.cost();
    Optional<BigDecimal> lowest = alternatives.inTheLowestTier();
    boolean cacheable = attempt.conversationId() != null && alternatives.cacheable();
    long input = call.usage().input();
    @Nullable PreviousCall continued =
        lowest.isEmpty() && !cacheable
            ? null
            : previous.get().filter(before -> before.isContinuedBy(input)).orElse(null);
    Optional<Cached> cached =
        cacheable
            ? Optional.of(alternatives.cached(continued == null ? 0 : continued.inputTokens()))
            : Optional.empty();
    Optional<BigDecimal> batch =
        attempt.admission().tags().contains(BATCHABLE) ? alternatives.inBatch() : Optional.empty();
    return new MissedSavings(
        cost,
        lowest.isPresent(),
        lowest.isPresent() && continued != null,
        lowest.map(cost::subtract).orElse(BigDecimal.ZERO),
        cacheable,
        cached.map(Cached::tokens).orElse(0L),
        cached.map(with -> cost.subtract(with.cost())).orElse(BigDecimal.ZERO),
        batch.isPresent(),
        batch.map(cost::subtract).orElse(BigDecimal.ZERO));
  }
}
