package dev.signalbox.cost.ledger;

import dev.signalbox.cost.price.FreeQuota;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A day or a month of what a provider gives away. */
record FreeQuotaUse(String provider, String bucket, String span, LocalDate starts) {

  static FreeQuotaUse of(String provider, FreeQuota quota, Instant at) {
    LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return new FreeQuotaUse(
        provider,
        quota.bucket().wireName(),
        quota.span().wireName(),
        switch (quota.span()) {
          case DAY -> day;
          case MONTH -> day.withDayOfMonth(1);
        });
  }
}
