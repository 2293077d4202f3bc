package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A price of genai-prices. Of several, the last one holds whose condition is met, and the first one
 * if none is.
 *
 * @param from the day from which it holds; null if it is not bound to one
 * @param daily the hours in which it holds; null if it is not bound to any
 */
record ConditionalPrice(
    @Nullable Instant from, @Nullable DailyHours daily, Map<ServiceTier, RateCard> cards) {

  static ConditionalPrice always(JsonNode prices) {
    return new ConditionalPrice(null, null, cards(prices));
  }

  static ConditionalPrice read(JsonNode json) {
    Map<ServiceTier, RateCard> cards = cards(CatalogueJson.object(json, "prices"));
    JsonNode constraint = json.path("constraint");
    if (constraint.isMissingNode() || constraint.isNull()) {
      return new ConditionalPrice(null, null, cards);
    }
    try {
      if (constraint.has("start_date")) {
        LocalDate day = LocalDate.parse(CatalogueJson.text(constraint, "start_date"));
        return new ConditionalPrice(day.atStartOfDay(ZoneOffset.UTC).toInstant(), null, cards);
      }
      LocalTime start = time(CatalogueJson.text(constraint, "start_time"));
      LocalTime end = time(CatalogueJson.text(constraint, "end_time"));
      return new ConditionalPrice(null, new DailyHours(start, end), cards);
    } catch (DateTimeException e) {
      throw new InvalidPriceException("constraint", "must have a start_date, or two times");
    }
  }

  private static LocalTime time(String text) {
    return OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
  }

  private static Map<ServiceTier, RateCard> cards(JsonNode prices) {
    Map<Bucket, BigDecimal> base = new EnumMap<>(Bucket.class);
    TreeMap<Long, Map<Bucket, BigDecimal>> tiers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : prices.properties()) {
      String key = entry.getKey();
      Bucket bucket =
          Bucket.ofPriceKey(key)
              .orElseThrow(
                  () -> new UnknownUnitException("has a price of something unknown: " + key));
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      if (!value.isObject()) {
        base.put(bucket, rate(key, value));
        continue;
      }
      base.put(bucket, rate(key + ".base", value.path("base")));
      for (JsonNode tier : CatalogueJson.list(value, "tiers")) {
        long start = CatalogueJson.count(key + ".tiers.start", tier.path("start"));
        tiers
            .computeIfAbsent(start, _ -> new EnumMap<>(Bucket.class))
            .put(bucket, rate(key + ".tiers.price", tier.path("price")));
      }
    }
    return Map.of(ServiceTier.STANDARD, new RateCard(TierRule.WHOLE_REQUEST, tiers(base, tiers)));
  }

  private static List<Tier> tiers(
      Map<Bucket, BigDecimal> base, TreeMap<Long, Map<Bucket, BigDecimal>> higher) {
    List<Tier> tiers = new ArrayList<>();
    Map<Bucket, BigDecimal> lowest = new EnumMap<>(Bucket.class);
    lowest.putAll(base);
    // Whatever has any input at all is above 0.
    @Nullable Map<Bucket, BigDecimal> always = higher.remove(0L);
    if (always != null) {
      lowest.putAll(always);
    }
    tiers.add(new Tier(0, new Rates(lowest)));
    higher.forEach((above, rates) -> tiers.add(new Tier(above, new Rates(rates))));
    return tiers;
  }

  private static BigDecimal rate(String key, JsonNode value) {
    BigDecimal rate = CatalogueJson.number(key, value);
    if (rate.signum() < 0) {
      throw new InvalidPriceException(key, "must not be negative");
    }
    return rate;
  }

  /** The same prices, each with the periods in which it holds, which do not overlap. */
  static List<Price> disjoint(
      List<ConditionalPrice> prices, BiFunction<Period, Map<ServiceTier, RateCard>, Price> making) {
    TreeSet<Instant> days = new TreeSet<>();
    TreeSet<LocalTime> hours = new TreeSet<>();
    for (ConditionalPrice price : prices) {
      if (price.from != null) {
        days.add(price.from);
      }
      if (price.daily != null) {
        hours.add(price.daily.from());
        hours.add(price.daily.to());
      }
    }
    List<Price> all = new ArrayList<>();
    @Nullable Instant from = null;
    for (Instant to : days) {
      addDays(prices, from, to, hours, making, all);
      from = to;
    }
    addDays(prices, from, null, hours, making, all);
    return all;
  }

  private static void addDays(
      List<ConditionalPrice> prices,
      @Nullable Instant from,
      @Nullable Instant to,
      TreeSet<LocalTime> hours,
      BiFunction<Period, Map<ServiceTier, RateCard>, Price> making,
      List<Price> all) {
    if (hours.isEmpty()) {
      ConditionalPrice price = holding(prices, from, LocalTime.MIDNIGHT);
      all.add(making.apply(new Period(from, to, null), price.cards));
      return;
    }
    for (LocalTime begin : hours) {
      @Nullable LocalTime next = hours.higher(begin);
      DailyHours daily = new DailyHours(begin, next == null ? hours.first() : next);
      all.add(making.apply(new Period(from, to, daily), holding(prices, from, begin).cards));
    }
  }

  private static ConditionalPrice holding(
      List<ConditionalPrice> prices, @Nullable Instant day, LocalTime hour) {
    return prices.reversed().stream()
        .filter(price -> price.holds(day, hour))
        .findFirst()
        .orElse(prices.getFirst());
  }

  private boolean holds(@Nullable Instant day, LocalTime hour) {
    return (from == null || (day != null && !from.isAfter(day)))
        && (daily == null || daily.include(hour));
  }
}
