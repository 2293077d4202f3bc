package dev.signalbox.cost.lease;

import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Prices;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What models can cost at most while a lease lasts. */
@Component
class UpperPrices {

  private final Prices prices;

  UpperPrices(Prices prices) {
    this.prices = prices;
  }

  /** The upper bound over that time; empty if no price is known. */
  Optional<WorstRates> between(String provider, String model, Instant from, Instant to) {
    return prices
        .book()
        .find(provider, model, from)
        .map(
            first ->
                WorstRates.of(
                    Stream.concat(
                            Stream.of(first), prices.book().find(provider, model, to).stream())
                        .map(MatchedPrice::price)
                        .distinct()
                        .toList()));
  }
}
