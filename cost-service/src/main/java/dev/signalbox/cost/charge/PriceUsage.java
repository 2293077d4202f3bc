package dev.signalbox.cost.charge;

import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Prices;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Usage;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Prices a usage; the ledger and every estimate do it here. */
@Service
public class PriceUsage {

  private final Prices prices;

  PriceUsage(Prices prices) {
    this.prices = prices;
  }

  /** The provider's name in the price table. */
  public String provider(String name) {
    return prices.book().provider(name);
  }

  /** What the usage costs at that moment's price; empty if no price is known. */
  public Optional<PricedUsage> price(String provider, String model, Usage usage, Instant at) {
    Optional<MatchedPrice> match = prices.book().find(provider, model, at);
    return match.map(
        found -> {
          Tier tier = found.price().tierFor(usage.input());
          return new PricedUsage(found, tier, Charge.of(usage, tier));
        });
  }
}
