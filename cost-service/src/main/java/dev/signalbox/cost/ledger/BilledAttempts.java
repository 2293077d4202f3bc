package dev.signalbox.cost.ledger;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entries whose usage is known, in the order in which the attempts began, page by page. */
@Repository
public class BilledAttempts {

  private static final String PAGE =
      """
      SELECT attempt_id, attempted_at, started_at, team, provider, model, simulated, cost,
             service_tier, buckets, tokens, usd_per_million, costs, usage_counts::text
        FROM ledger_entries
       WHERE attempted_at >= :from AND attempted_at < :to
         AND (attempted_at, attempt_id) > (:from, :after)
         AND status <> 'unmetered' AND (:provider::text IS NULL OR provider = :provider)
       ORDER BY attempted_at, attempt_id
       LIMIT :limit
      """;

  private final JdbcClient database;

  BilledAttempts(JdbcClient database) {
    this.database = database;
  }

  /**
   * A page.
   *
   * @param from entries that began at this moment and come behind {@code after}, or began later
   * @param to entries that began before this moment
   * @param after an id; empty for all that began at {@code from}
   * @param provider null for all of them
   */
  public List<BilledAttempt> page(
      Instant from, Instant to, String after, @Nullable String provider, int limit) {
    return database
        .sql(PAGE)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("after", after)
        .param("provider", provider, Types.VARCHAR)
        .param("limit", limit)
        .query((row, number) -> attempt(row))
        .list();
  }

  private static BilledAttempt attempt(ResultSet row) throws SQLException {
    List<BilledLine> lines = BilledLine.of(row);
    @Nullable String tier = row.getString("service_tier");
    return new BilledAttempt(
        row.getString("attempt_id"),
        instant(row, "attempted_at"),
        instant(row, "started_at"),
        row.getString("team"),
        row.getString("provider"),
        row.getString("model"),
        row.getBoolean("simulated"),
        row.getBigDecimal("cost"),
        UsageCounts.read(
            row.getString("usage_counts"),
            lines,
            tier == null ? null : ServiceTier.ofWireName(tier).orElseThrow()),
        uncharged(lines));
  }

  private static Map<Bucket, BigDecimal> uncharged(List<BilledLine> lines) {
    Map<Bucket, BigDecimal> uncharged = new EnumMap<>(Bucket.class);
    for (BilledLine line : lines) {
      if (line.rate() != null && line.rate().signum() == 0) {
        Bucket.ofWireName(line.name())
            .ifPresent(
                bucket ->
                    uncharged.merge(bucket, BigDecimal.valueOf(line.count()), BigDecimal::add));
      }
    }
    return uncharged;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
