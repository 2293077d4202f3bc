package dev.signalbox.cost.lease;

import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.PriceBook;
import dev.signalbox.cost.price.Prices;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What models can cost at most while a lease lasts. */
@Component
class UpperPrices {

  private final Prices prices;

  UpperPrices(Prices prices) {
    this.prices = prices;
  }

  /** The upper bound over that time for that team; empty if no price is known. */
  Optional<WorstRates> between(
      @Nullable String team, String provider, String model, Instant from, Instant to) {
    PriceBook book = prices.book(team);
    return book.find(provider, model, from)
        .flatMap(
            first ->
                WorstRates.of(
                    Stream.concat(Stream.of(first), book.find(provider, model, to).stream())
                        .map(MatchedPrice::price)
                        .flatMap(price -> price.cards().values().stream())
                        .toList()));
  }
}
