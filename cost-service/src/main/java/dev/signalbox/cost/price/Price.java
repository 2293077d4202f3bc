package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.ServiceTier;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs in a period. Never changed once it has been in force: a correction is a new
 * price with another id.
 *
 * @param priceId tells one price from every other that ever was; made of what it says
 * @param cards by tier of service; there is always a standard one
 * @param source where the figures are from
 */
public record Price(
    String priceId,
    String provider,
    String model,
    Period period,
    Map<ServiceTier, RateCard> cards,
    List<FreeQuota> free,
    String source) {

  public Price {
    EnumMap<ServiceTier, RateCard> copy = new EnumMap<>(ServiceTier.class);
    copy.putAll(cards);
    if (!copy.containsKey(ServiceTier.STANDARD)) {
      throw new InvalidPriceException("", "must have standard rates");
    }
    cards = Collections.unmodifiableMap(copy);
    free = List.copyOf(free);
  }

  /** A price with the id that its content gives it. */
  static Price of(
      String provider,
      String model,
      Period period,
      Map<ServiceTier, RateCard> cards,
      List<FreeQuota> free,
      String source) {
    return new Price(
        PriceIds.of(provider, model, period, cards, free, source),
        provider,
        model,
        period,
        cards,
        free,
        source);
  }

  /** The same price with that end. */
  Price until(@Nullable Instant end) {
    Period shorter = new Period(period.from(), end, period.daily());
    return of(provider, model, shorter, cards, free, source);
  }

  /** The tier of service whose rates hold: the standard one's where there are none of its own. */
  public ServiceTier pricedTier(ServiceTier served) {
    return cards.containsKey(served) ? served : ServiceTier.STANDARD;
  }

  /** The rates of that tier of service. */
  public RateCard card(ServiceTier served) {
    @Nullable RateCard card = cards.get(pricedTier(served));
    if (card == null) {
      throw new IllegalStateException("a price has standard rates");
    }
    return card;
  }
}
