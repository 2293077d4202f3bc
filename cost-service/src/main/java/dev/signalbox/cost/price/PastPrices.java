package dev.signalbox.cost.price;

import dev.signalbox.cost.price.FreeQuota.Span;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every price that ever was in force, for those who have its id from the ledger. */
@Repository
public class PastPrices {

  private static final RateCard NOTHING_PRICED =
      new RateCard(TierRule.WHOLE_REQUEST, List.of(new Tier(0, new Rates(Map.of()))));

  private final JdbcClient database;

  PastPrices(JdbcClient database) {
    this.database = database;
  }

  /** A price that is or was in force. */
  public Optional<Price> find(String priceId) {
    return database
        .sql("SELECT * FROM prices WHERE price_id = :id")
        .param("id", priceId)
        .query((row, number) -> price(row))
        .optional();
  }

  private Price price(ResultSet row) throws SQLException {
    String priceId = row.getString("price_id");
    @Nullable LocalTime dailyFrom = row.getObject("daily_from", LocalTime.class);
    @Nullable LocalTime dailyTo = row.getObject("daily_to", LocalTime.class);
    return new Price(
        priceId,
        row.getString("provider"),
        row.getString("model"),
        new Period(
            instant(row, "valid_from"),
            instant(row, "valid_to"),
            dailyFrom == null || dailyTo == null ? null : new DailyHours(dailyFrom, dailyTo)),
        cards(priceId),
        quotas(priceId),
        row.getString("source"));
  }

  private Map<ServiceTier, RateCard> cards(String priceId) {
    Map<ServiceTier, Map<Long, Map<Bucket, BigDecimal>>> rates = new EnumMap<>(ServiceTier.class);
    Map<ServiceTier, TierRule> rules = new EnumMap<>(ServiceTier.class);
    database
        .sql(
            "SELECT service_tier, tier_rule, above, bucket, usd FROM price_rates WHERE price_id ="
                + " ?")
        .param(priceId)
        .query(
            (ResultSet row) -> {
              ServiceTier service =
                  ServiceTier.ofWireName(row.getString("service_tier")).orElseThrow();
              rules.put(service, TierRule.ofWireName(row.getString("tier_rule")).orElseThrow());
              rates
                  .computeIfAbsent(service, _ -> new TreeMap<>())
                  .computeIfAbsent(row.getLong("above"), _ -> new EnumMap<>(Bucket.class))
                  .put(
                      Bucket.ofWireName(row.getString("bucket")).orElseThrow(),
                      row.getBigDecimal("usd"));
            });
    Map<ServiceTier, RateCard> cards = new EnumMap<>(ServiceTier.class);
    rates.forEach(
        (service, tiers) ->
            cards.put(
                service,
                new RateCard(
                    rules.getOrDefault(service, TierRule.WHOLE_REQUEST),
                    tiers.entrySet().stream()
                        .map(tier -> new Tier(tier.getKey(), new Rates(tier.getValue())))
                        .toList())));
    cards.putIfAbsent(ServiceTier.STANDARD, NOTHING_PRICED);
    return cards;
  }

  private List<FreeQuota> quotas(String priceId) {
    return database
        .sql("SELECT bucket, quantity, span FROM price_free_quotas WHERE price_id = ?")
        .param(priceId)
        .query(
            (row, number) ->
                new FreeQuota(
                    Bucket.ofWireName(row.getString("bucket")).orElseThrow(),
                    row.getBigDecimal("quantity"),
                    Span.ofWireName(row.getString("span")).orElseThrow()))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
