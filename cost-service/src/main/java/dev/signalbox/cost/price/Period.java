package dev.signalbox.cost.price;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a price holds.
 *
 * @param from null if it holds from the model's beginning
 * @param to not included; null if no end is known
 * @param daily null if it holds all day
 */
public record Period(@Nullable Instant from, @Nullable Instant to, @Nullable DailyHours daily) {

  /** Always. */
  public static final Period ALWAYS = new Period(null, null, null);

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  public Period {
    check("valid_from", from);
    check("valid_to", to);
    if (from != null && to != null && !from.isBefore(to)) {
      throw new InvalidPriceException("valid_to", "must be after valid_from");
    }
  }

  private static void check(String field, @Nullable Instant moment) {
    if (moment != null && (moment.isBefore(EARLIEST) || moment.isAfter(LATEST))) {
      throw new InvalidPriceException(field, "must be within the years 1 to 9999");
    }
  }

  public boolean includes(Instant moment) {
    return (from == null || !moment.isBefore(from))
        && (to == null || moment.isBefore(to))
        && (daily == null || daily.include(LocalTime.ofInstant(moment, ZoneOffset.UTC)));
  }

  /** Whether there is a moment that both include. */
  boolean overlaps(Period other) {
    boolean days =
        (from == null || other.to == null || from.isBefore(other.to))
            && (other.from == null || to == null || other.from.isBefore(to));
    return days && sameHours(other);
  }

  private boolean sameHours(Period other) {
    if (daily == null || other.daily == null) {
      return true;
    }
    return daily.include(other.daily.from()) || other.daily.include(daily.from());
  }
}
