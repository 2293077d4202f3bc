package dev.signalbox.cost.web;

import dev.signalbox.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
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

  /** What has its place in a calendar, and in the database. */
  private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  /** What was asked for; the last 30 days if nothing was. */
  static Days of(@Nullable LocalDate from, @Nullable LocalDate to, Clock clock) {
    check("from", from);
    check("to", to);
    LocalDate last = to == null ? LocalDate.now(clock.withZone(ZoneOffset.UTC)) : to;
    LocalDate first = from == null ? last.minusDays(USUAL - 1L) : from;
    if (first.isAfter(last) || first.plusDays(MOST).isBefore(last)) {
      throw Invalid.field("from", "must be up to " + MOST + " days before to");
    }
    return new Days(first, last);
  }

  static void check(String field, @Nullable LocalDate day) {
    if (day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
      throw outside(field);
    }
  }

  static void check(String field, @Nullable Instant moment) {
    if (moment != null
        && (moment.isBefore(EARLIEST.atStartOfDay().toInstant(ZoneOffset.UTC))
            || moment.isAfter(LATEST.atStartOfDay().toInstant(ZoneOffset.UTC)))) {
      throw outside(field);
    }
  }

  private static ProblemException outside(String field) {
    return Invalid.field(field, "must be within the years 1 to 9999");
  }

  /** The day after the last one. */
  LocalDate until() {
    return last.plusDays(1);
  }
}
