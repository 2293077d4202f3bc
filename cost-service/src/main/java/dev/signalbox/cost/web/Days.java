package dev.signalbox.cost.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Whole days in UTC.
 *
 * @param last included
 */
record Days(LocalDate first, LocalDate last) {

  private static final int USUAL = 30;
  private static final int MOST = 3_660;

  /** What was asked for; the last 30 days if nothing was. */
  static Days of(@Nullable LocalDate from, @Nullable LocalDate to, Clock clock) {
    LocalDate last = to == null ? LocalDate.now(clock.withZone(ZoneOffset.UTC)) : to;
    LocalDate first = from == null ? last.minusDays(USUAL - 1L) : from;
    if (first.isAfter(last) || first.plusDays(MOST).isBefore(last)) {
      throw Invalid.field("from", "must be up to " + MOST + " days before to");
    }
    return new Days(first, last);
  }

  /** The day after the last one. */
  LocalDate until() {
    return last.plusDays(1);
  }
}
