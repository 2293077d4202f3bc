package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.price.DailyHours;
import dev.signalbox.cost.price.FreeQuota;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.price.TierRule;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price that was used, with the rates that held.
 *
 * @param serviceTier the tier of service whose rates these are
 * @param aboveInputTokens the threshold above which they hold
 * @param origin who says so: the shipped table, an import, an override
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PriceView(
    String priceId,
    String provider,
    String model,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable DailyHours daily,
    String serviceTier,
    String tierRule,
    long aboveInputTokens,
    Map<String, Usd> usdPerMillion,
    Map<String, Usd> usdPerThousand,
    Map<String, Usd> usdPerHour,
    Map<String, Usd> usdPerBillion,
    List<FreeView> free,
    String source,
    String origin) {

  static PriceView of(PricedUsage priced) {
    Price price = priced.match().price();
    Tier tier = priced.tier();
    TierRule rule = price.card(priced.servedTier()).rule();
    return new PriceView(
        price.priceId(),
        price.provider(),
        price.model(),
        price.period().from(),
        price.period().to(),
        price.period().daily(),
        priced.pricedTier().wireName(),
        rule.wireName(),
        tier.above(),
        rates(tier, 1_000_000),
        rates(tier, 1_000),
        rates(tier, 3_600),
        rates(tier, 1_000_000_000),
        price.free().stream().map(FreeView::of).toList(),
        price.source(),
        priced.match().origin().wireName());
  }

  private static Map<String, Usd> rates(Tier tier, int per) {
    Map<String, Usd> rates = new LinkedHashMap<>();
    tier.rates()
        .usd()
        .forEach(
            (bucket, rate) -> {
              if (bucket.family().per() == per) {
                rates.put(bucket.wireName(), new Usd(rate));
              }
            });
    return rates;
  }

  /** What the provider gives away each day or month. */
  record FreeView(String bucket, BigDecimal quantity, String each) {

    static FreeView of(FreeQuota quota) {
      return new FreeView(quota.bucket().wireName(), quota.quantity(), quota.span().wireName());
    }
  }
}
