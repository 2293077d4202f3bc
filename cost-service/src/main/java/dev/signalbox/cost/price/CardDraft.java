package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rates as they are found one by one in a file, put together to cards. */
final class CardDraft {

  private final Map<ServiceTier, SortedMap<Long, Map<Bucket, BigDecimal>>> rates =
      new EnumMap<>(ServiceTier.class);

  /** The last one stated counts. */
  void put(ServiceTier service, long above, Bucket bucket, BigDecimal rate) {
    rates
        .computeIfAbsent(service, _ -> new TreeMap<>())
        .computeIfAbsent(above, _ -> new EnumMap<>(Bucket.class))
        .put(bucket, rate);
  }

  /** Whether it says that anything costs anything; nothing but zeros is no price. */
  boolean priced() {
    return lowest().values().stream().anyMatch(rate -> rate.signum() > 0);
  }

  private Map<Bucket, BigDecimal> lowest() {
    return rates.getOrDefault(ServiceTier.STANDARD, new TreeMap<>()).getOrDefault(0L, Map.of());
  }

  /**
   * The cards. What another tier of service does not say holds as in the standard one; above a
   * threshold that only the standard one has, the dearer rate of both holds. What a higher tier
   * prices and the lowest does not is left out.
   */
  Map<ServiceTier, RateCard> cards() {
    Map<ServiceTier, RateCard> cards = new EnumMap<>(ServiceTier.class);
    rates.forEach(
        (service, stated) -> {
          Map<Bucket, BigDecimal> base = new EnumMap<>(Bucket.class);
          base.putAll(lowest());
          base.putAll(stated.getOrDefault(0L, Map.of()));
          SortedMap<Long, Map<Bucket, BigDecimal>> tiers = new TreeMap<>(higher(base));
          tiers.putAll(stated);
          tiers.put(0L, base);
          List<Tier> all = new ArrayList<>();
          tiers.forEach((above, tier) -> all.add(new Tier(above, known(tier, base.keySet()))));
          cards.put(service, new RateCard(TierRule.WHOLE_REQUEST, all));
        });
    return cards;
  }

  private Map<Long, Map<Bucket, BigDecimal>> higher(Map<Bucket, BigDecimal> base) {
    Map<Long, Map<Bucket, BigDecimal>> higher = new HashMap<>();
    rates
        .getOrDefault(ServiceTier.STANDARD, new TreeMap<>())
        .forEach(
            (above, standard) -> {
              Map<Bucket, BigDecimal> dearer = new EnumMap<>(Bucket.class);
              standard.forEach(
                  (bucket, rate) ->
                      dearer.put(bucket, rate.max(base.getOrDefault(bucket, BigDecimal.ZERO))));
              higher.put(above, dearer);
            });
    return higher;
  }

  private static Rates known(Map<Bucket, BigDecimal> tier, Set<Bucket> buckets) {
    Map<Bucket, BigDecimal> known = new EnumMap<>(Bucket.class);
    known.putAll(tier);
    known.keySet().retainAll(buckets);
    return new Rates(known);
  }
}
