package dev.signalbox.cost.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Days on invoices, in UTC: {@code 2026-11-20}, a moment of that day, or seconds since 1970. */
final class InvoiceDays {

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern WITHOUT_ZONE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
  private static final int DAY_LENGTH = 10;

  private InvoiceDays() {}

  /** The day; empty if it is none. */
  static Optional<LocalDate> of(String text) {
    try {
      if (SECONDS.matcher(text).matches()) {
        return Optional.of(
            LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(text)), ZoneOffset.UTC));
      }
      if (DAY.matcher(text).matches() || WITHOUT_ZONE.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text.substring(0, DAY_LENGTH)));
      }
      return Optional.of(
          OffsetDateTime.parse(text.replace(' ', 'T'))
              .withOffsetSameInstant(ZoneOffset.UTC)
              .toLocalDate());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
