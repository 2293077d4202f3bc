package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down every price that comes into force. */
@Repository
class PriceEntries {

  private static final String INSERT_PRICES =
      """
      INSERT INTO prices (price_id, provider, model, valid_from, valid_to, daily_from, daily_to,
          source, currency, version)
      SELECT price_id, provider, model, valid_from::timestamptz, valid_to::timestamptz,
             daily_from::time, daily_to::time, source, 'USD', :version
        FROM unnest(:ids::text[], :providers::text[], :models::text[], :from::text[], :to::text[],
                    :dailyFrom::text[], :dailyTo::text[], :sources::text[])
          AS price (price_id, provider, model, valid_from, valid_to, daily_from, daily_to, source)
      ON CONFLICT (price_id) DO NOTHING
      RETURNING price_id
      """;

  private static final String INSERT_RATES =
      """
      INSERT INTO price_rates (price_id, service_tier, tier_rule, above, bucket, usd)
      SELECT * FROM unnest(:ids::text[], :serviceTiers::text[], :rules::text[], :above::bigint[],
                           :buckets::text[], :usd::numeric[])
      """;

  private static final String INSERT_QUOTAS =
      """
      INSERT INTO price_free_quotas (price_id, bucket, quantity, span)
      SELECT * FROM unnest(:ids::text[], :buckets::text[], :quantities::numeric[], :spans::text[])
      """;

  private final JdbcClient database;

  PriceEntries(JdbcClient database) {
    this.database = database;
  }

  /** Adds the prices that are not there yet and returns how many those were. */
  int add(Collection<Price> prices, int version) {
    Map<String, Price> byId = new LinkedHashMap<>();
    prices.forEach(price -> byId.putIfAbsent(price.priceId(), price));
    List<Price> all = List.copyOf(byId.values());
    Set<String> added =
        new HashSet<>(
            database
                .sql(INSERT_PRICES)
                .param("version", version)
                .param("ids", texts(all, Price::priceId), Types.ARRAY)
                .param("providers", texts(all, Price::provider), Types.ARRAY)
                .param("models", texts(all, Price::model), Types.ARRAY)
                .param("from", texts(all, price -> text(price.period().from())), Types.ARRAY)
                .param("to", texts(all, price -> text(price.period().to())), Types.ARRAY)
                .param("dailyFrom", texts(all, price -> begin(price.period())), Types.ARRAY)
                .param("dailyTo", texts(all, price -> end(price.period())), Types.ARRAY)
                .param("sources", texts(all, Price::source), Types.ARRAY)
                .query(String.class)
                .list());
    List<Price> fresh = all.stream().filter(price -> added.contains(price.priceId())).toList();
    addRates(fresh);
    addQuotas(fresh);
    return fresh.size();
  }

  private void addRates(List<Price> prices) {
    List<Rate> rates = new ArrayList<>();
    for (Price price : prices) {
      price.cards().forEach((service, card) -> collect(price.priceId(), service, card, rates));
    }
    database
        .sql(INSERT_RATES)
        .param("ids", texts(rates, Rate::priceId), Types.ARRAY)
        .param("serviceTiers", texts(rates, rate -> rate.service().wireName()), Types.ARRAY)
        .param("rules", texts(rates, rate -> rate.rule().wireName()), Types.ARRAY)
        .param("above", rates.stream().map(Rate::above).toArray(Long[]::new), Types.ARRAY)
        .param("buckets", texts(rates, Rate::bucket), Types.ARRAY)
        .param("usd", rates.stream().map(Rate::usd).toArray(BigDecimal[]::new), Types.ARRAY)
        .update();
  }

  private static void collect(
      String priceId, ServiceTier service, RateCard card, List<Rate> rates) {
    for (Tier tier : card.tiers()) {
      tier.rates()
          .usd()
          .forEach(
              (bucket, usd) ->
                  rates.add(
                      new Rate(
                          priceId, service, card.rule(), tier.above(), bucket.wireName(), usd)));
    }
  }

  private void addQuotas(List<Price> prices) {
    List<Quota> quotas = new ArrayList<>();
    for (Price price : prices) {
      price.free().forEach(free -> quotas.add(new Quota(price.priceId(), free)));
    }
    database
        .sql(INSERT_QUOTAS)
        .param("ids", texts(quotas, Quota::priceId), Types.ARRAY)
        .param("buckets", texts(quotas, quota -> quota.free().bucket().wireName()), Types.ARRAY)
        .param(
            "quantities",
            quotas.stream().map(quota -> quota.free().quantity()).toArray(BigDecimal[]::new),
            Types.ARRAY)
        .param("spans", texts(quotas, quota -> quota.free().span().wireName()), Types.ARRAY)
        .update();
  }

  private static @Nullable String begin(Period period) {
    return period.daily() == null ? null : text(period.daily().from());
  }

  private static @Nullable String end(Period period) {
    return period.daily() == null ? null : text(period.daily().to());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static <T> @Nullable String[] texts(
      List<T> items, Function<T, @Nullable String> property) {
    @Nullable String[] texts = new String[items.size()];
    for (int place = 0; place < texts.length; place++) {
      texts[place] = property.apply(items.get(place));
    }
    return texts;
  }

  private record Rate(
      String priceId,
      ServiceTier service,
      TierRule rule,
      long above,
      String bucket,
      BigDecimal usd) {}

  private record Quota(String priceId, FreeQuota free) {}
}
