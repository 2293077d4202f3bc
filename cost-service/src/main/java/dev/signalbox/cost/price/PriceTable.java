package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Prices in the database. Rows are added and read, never changed. */
@Repository
class PriceTable {

  /** Any number that no other lock of this schema uses. */
  private static final long LOCK = 7_413_004_221_901L;

  private final JdbcClient database;
  private final Clock clock;

  PriceTable(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps other replicas from bringing in a price file until the transaction ends. */
  void lock() {
    database
        .sql("SELECT pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, number) -> "")
        .list();
  }

  Optional<AppliedVersion> newestVersion() {
    return database
        .sql("SELECT version, content_hash FROM price_versions ORDER BY version DESC LIMIT 1")
        .query(
            (row, number) ->
                new AppliedVersion(row.getInt("version"), row.getString("content_hash")))
        .optional();
  }

  void recordVersion(int version, String contentHash, int added) {
    database
        .sql(
            """
            INSERT INTO price_versions (version, content_hash, added, applied_at)
            VALUES (:version, :contentHash, :added, :now)
            """)
        .param("version", version)
        .param("contentHash", contentHash)
        .param("added", added)
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  /** The newest revision of every price. */
  List<Price> prices() {
    Map<String, Map<Long, Map<Bucket, BigDecimal>>> rates = new HashMap<>();
    database
        .sql("SELECT price_id, above_input_tokens, bucket, usd_per_million FROM price_rates")
        .query(
            (ResultSet row) -> {
              rates
                  .computeIfAbsent(row.getString("price_id"), _ -> new TreeMap<>())
                  .computeIfAbsent(
                      row.getLong("above_input_tokens"), _ -> new EnumMap<>(Bucket.class))
                  .put(bucket(row), row.getBigDecimal("usd_per_million"));
            });
    return database
        .sql(
            """
            SELECT DISTINCT ON (provider, model, valid_from)
                   price_id, provider, model, valid_from, source
              FROM prices
             ORDER BY provider, model, valid_from, revision DESC
            """)
        .query(
            (row, number) ->
                new Price(
                    row.getString("price_id"),
                    row.getString("provider"),
                    row.getString("model"),
                    instant(row.getObject("valid_from", OffsetDateTime.class)),
                    tiers(rates.getOrDefault(row.getString("price_id"), Map.of())),
                    row.getString("source")))
        .list();
  }

  Map<String, String> providerAliases() {
    Map<String, String> aliases = new HashMap<>();
    database
        .sql("SELECT alias, provider FROM provider_aliases")
        .query(
            (ResultSet row) -> {
              aliases.put(row.getString("alias"), row.getString("provider"));
            });
    return aliases;
  }

  List<ModelAlias> modelAliases() {
    return database
        .sql("SELECT provider, alias, model FROM model_aliases")
        .query(ModelAlias.class)
        .list();
  }

  void replaceAliases(Map<String, String> providers, List<ModelAlias> models) {
    database.sql("DELETE FROM provider_aliases").update();
    database.sql("DELETE FROM model_aliases").update();
    providers.forEach(
        (alias, provider) ->
            database
                .sql("INSERT INTO provider_aliases (alias, provider) VALUES (?, ?)")
                .params(alias, provider)
                .update());
    for (ModelAlias alias : models) {
      database
          .sql("INSERT INTO model_aliases (provider, alias, model) VALUES (?, ?, ?)")
          .params(alias.provider(), alias.alias(), alias.model())
          .update();
    }
  }

  void add(Price price, int revision, int version) {
    database
        .sql(
            """
            INSERT INTO prices
                (price_id, provider, model, valid_from, revision, currency, source, version)
            VALUES (:priceId, :provider, :model, :validFrom, :revision, 'USD', :source, :version)
            """)
        .param("priceId", price.priceId())
        .param("provider", price.provider())
        .param("model", price.model())
        .param("validFrom", timestamp(price.validFrom()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("revision", revision)
        .param("source", price.source())
        .param("version", version)
        .update();
    for (Tier tier : price.tiers()) {
      tier.rates()
          .usdPerMillion()
          .forEach(
              (bucket, rate) ->
                  database
                      .sql(
                          """
                          INSERT INTO price_rates
                              (price_id, above_input_tokens, bucket, usd_per_million)
                          VALUES (?, ?, ?, ?)
                          """)
                      .params(price.priceId(), tier.aboveInputTokens(), bucket.wireName(), rate)
                      .update());
    }
  }

  /** How often the price of the model from that moment on has been stated so far. */
  int revisions(String provider, String model, @Nullable Instant validFrom) {
    return database
        .sql(
            """
            SELECT coalesce(max(revision), 0) FROM prices
             WHERE provider = :provider AND model = :model
               AND valid_from IS NOT DISTINCT FROM :validFrom
            """)
        .param("provider", provider)
        .param("model", model)
        .param("validFrom", timestamp(validFrom), Types.TIMESTAMP_WITH_TIMEZONE)
        .query(Integer.class)
        .single();
  }

  private static List<Tier> tiers(Map<Long, Map<Bucket, BigDecimal>> rates) {
    List<Tier> tiers = new ArrayList<>();
    rates.forEach((above, byBucket) -> tiers.add(new Tier(above, new Rates(byBucket))));
    return tiers;
  }

  private static Bucket bucket(ResultSet row) throws SQLException {
    return Bucket.ofWireName(row.getString("bucket"))
        .orElseThrow(() -> new SQLException("a rate is of no known bucket"));
  }

  private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  record AppliedVersion(int version, String contentHash) {}
}
