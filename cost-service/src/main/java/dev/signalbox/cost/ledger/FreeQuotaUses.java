package dev.signalbox.cost.ledger;

import dev.signalbox.cost.price.FreeQuota;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How much of what providers give away is used up. Whoever takes some holds the row until the
 * transaction ends, so that nothing is given twice.
 */
@Repository
class FreeQuotaUses {

  private final JdbcClient database;

  FreeQuotaUses(JdbcClient database) {
    this.database = database;
  }

  /** Takes what is wanted, or what is left, and returns how much that is. */
  BigDecimal take(String provider, FreeQuota quota, BigDecimal wanted, Instant at) {
    LocalDate starts = starts(quota, at);
    begin(provider, quota, starts);
    return database
        .sql(
            """
            UPDATE free_quota_uses AS present
               SET used = present.used + least(:wanted, greatest(:quantity - present.used, 0))
              FROM (SELECT used FROM free_quota_uses
                     WHERE provider = :provider AND bucket = :bucket AND span = :span
                       AND starts = :starts FOR UPDATE) AS before
             WHERE provider = :provider AND bucket = :bucket AND span = :span AND starts = :starts
            RETURNING present.used - before.used
            """)
        .param("wanted", wanted)
        .param("quantity", quota.quantity())
        .param("provider", provider)
        .param("bucket", quota.bucket().wireName())
        .param("span", quota.span().wireName())
        .param("starts", starts)
        .query(BigDecimal.class)
        .single();
  }

  private void begin(String provider, FreeQuota quota, LocalDate starts) {
    database
        .sql(
            """
            INSERT INTO free_quota_uses (provider, bucket, span, starts, used)
            VALUES (:provider, :bucket, :span, :starts, 0) ON CONFLICT DO NOTHING
            """)
        .param("provider", provider)
        .param("bucket", quota.bucket().wireName())
        .param("span", quota.span().wireName())
        .param("starts", starts)
        .update();
  }

  private static LocalDate starts(FreeQuota quota, Instant at) {
    LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (quota.span()) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
    };
  }
}
