package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import java.util.List;

/**
 * A model and what it costs.
 *
 * @param match which names mean it
 * @param prices their periods do not overlap
 */
public record ModelPrices(String model, NameRule match, List<Price> prices) {

  public ModelPrices {
    prices = List.copyOf(prices);
    for (int later = 1; later < prices.size(); later++) {
      for (Price earlier : prices.subList(0, later)) {
        if (earlier.period().overlaps(prices.get(later).period())) {
          throw new InvalidPriceException(
              "prices", "must have periods that do not overlap; " + earlier.priceId() + " does");
        }
      }
    }
  }
}
