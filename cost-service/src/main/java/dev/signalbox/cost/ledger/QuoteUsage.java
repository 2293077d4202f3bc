package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.usage.InvalidUsageException;
import dev.signalbox.cost.usage.ReportedUsage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells what an attempt costs that has just ended, before it is in the ledger. What is told is what
 * will be billed: the attempt's event names the price that it was told at. So nothing is told where
 * more than that price decides: of what providers give away, and of calls within the call.
 */
@Service
public class QuoteUsage {

  private final PriceUsage pricing;

  QuoteUsage(PriceUsage pricing) {
    this.pricing = pricing;
  }

  /**
   * What it costs; empty if that is not certain yet.
   *
   * @param team whose prices hold; null if those for everybody
   * @throws ImplausibleAttemptException if what was counted cannot be right
   */
  public Optional<PricedUsage> quote(
      String attemptId,
      @Nullable String team,
      String provider,
      String model,
      MeteredUsage metered,
      Instant startedAt) {
    String known = pricing.provider(provider);
    ReportedUsage usage = metered.read(attemptId, known, pricing);
    if (usage == null) {
      return Optional.empty();
    }
    try {
      return pricing
          .price(team, known, model, usage, startedAt)
          .filter(priced -> !priced.charge().entirelyUnpriced())
          .filter(priced -> priced.sideCalls().isEmpty() && !BillUsage.mayBeFree(priced));
    } catch (InvalidUsageException contradictory) {
      return Optional.empty();
    }
  }
}
