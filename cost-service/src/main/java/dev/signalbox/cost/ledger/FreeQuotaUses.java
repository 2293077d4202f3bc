package dev.signalbox.cost.ledger;

import java.math.BigDecimal;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How much of what providers give away is used up. Whoever takes some holds the row until the
 * transaction ends, so that nothing is given twice.
 */
@Repository
class FreeQuotaUses {

  private static final String WANTED =
      """
      unnest(:providers::text[], :buckets::text[], :spans::text[], :starts::date[])
        AS wanted (provider, bucket, span, starts)
      """;

  private static final String BEGIN =
      """
      INSERT INTO free_quota_uses (provider, bucket, span, starts, used)
      SELECT provider, bucket, span, starts, 0 FROM %s
       ORDER BY provider COLLATE "C", bucket COLLATE "C", span COLLATE "C", starts
      ON CONFLICT DO NOTHING
      """
          .formatted(WANTED);

  private static final String LOCK =
      """
      SELECT count(*) FROM (
        SELECT FROM free_quota_uses JOIN %s USING (provider, bucket, span, starts)
         ORDER BY provider, bucket, span COLLATE "C", starts FOR UPDATE OF free_quota_uses) AS locked
      """
          .formatted(WANTED);

  private static final String TAKE =
      """
      UPDATE free_quota_uses AS present
         SET used = present.used + least(:wanted, greatest(:quantity - present.used, 0))
        FROM (SELECT used FROM free_quota_uses
               WHERE provider = :provider AND bucket = :bucket AND span = :span
                 AND starts = :starts FOR UPDATE) AS before
       WHERE provider = :provider AND bucket = :bucket AND span = :span AND starts = :starts
      RETURNING present.used - before.used
      """;

  private final JdbcClient database;

  FreeQuotaUses(JdbcClient database) {
    this.database = database;
  }

  /** Locks all that is going to be taken of, in one order for everybody. */
  void lock(Collection<FreeQuotaUse> uses) {
    bind(database.sql(BEGIN), uses).update();
    bind(database.sql(LOCK), uses).query(Long.class).single();
  }

  /** Takes what is wanted, or what is left, of what is locked; returns how much that is. */
  BigDecimal take(FreeQuotaUse use, BigDecimal quantity, BigDecimal wanted) {
    return database
        .sql(TAKE)
        .param("wanted", wanted)
        .param("quantity", quantity)
        .param("provider", use.provider())
        .param("bucket", use.bucket())
        .param("span", use.span())
        .param("starts", use.starts())
        .query(BigDecimal.class)
        .single();
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, Collection<FreeQuotaUse> uses) {
    return new ArrayColumns<>(statement, uses)
        .texts("providers", FreeQuotaUse::provider)
        .texts("buckets", FreeQuotaUse::bucket)
        .texts("spans", FreeQuotaUse::span)
        .texts("starts", use -> use.starts().toString())
        .bound();
  }
}
