package dev.signalbox.cost.budget;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Over which time a budget is counted. */
public sealed interface Period {

  /** The beginning of the period that a moment belongs to; null if it has always been going on. */
  @Nullable Instant startOf(Instant moment);

  /** The end of that period, which no longer belongs to it; null if it never ends. */
  @Nullable Instant endOf(Instant moment);

  /** A day, a week from Monday on, or a month, as the calendar of a place has them. */
  record Calendar(Every every, ZoneId zone) implements Period {

    @Override
    public Instant startOf(Instant moment) {
      return first(moment).atStartOfDay(zone).toInstant();
    }

    @Override
    public Instant endOf(Instant moment) {
      LocalDate first = first(moment);
      LocalDate next =
          switch (every) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
          };
      return next.atStartOfDay(zone).toInstant();
    }

    private LocalDate first(Instant moment) {
      LocalDate day = LocalDate.ofInstant(moment, zone);
      return switch (every) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }
  }

  /**
   * The last hours before any moment. They are counted in 60 slots; the slot that is only partly
   * older than the window still counts as a whole.
   */
  record Rolling(int hours) implements Period {

    private static final int SLOTS = 60;

    public static final int MOST_HOURS = 366 * 24;

    public Duration length() {
      return Duration.ofHours(hours);
    }

    /** A whole number of minutes. */
    Duration slot() {
      return length().dividedBy(SLOTS);
    }

    Instant slotOf(Instant moment) {
      long slot = slot().toSeconds();
      return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), slot) * slot);
    }

    @Override
    public @Nullable Instant startOf(Instant moment) {
      return null;
    }

    @Override
    public @Nullable Instant endOf(Instant moment) {
      return null;
    }
  }

  /** All time. */
  record Total() implements Period {

    @Override
    public @Nullable Instant startOf(Instant moment) {
      return null;
    }

    @Override
    public @Nullable Instant endOf(Instant moment) {
      return null;
    }
  }

  /** The lengths that a calendar knows. */
  enum Every {
    DAY,
    WEEK,
    MONTH;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Every> ofWireName(String name) {
      return Arrays.stream(values()).filter(every -> every.wireName().equals(name)).findFirst();
    }
  }

  /** The name in JSON and in the database. */
  default String wireName() {
    return switch (this) {
      case Calendar(Every every, ZoneId _) -> every.wireName();
      case Rolling _ -> "rolling";
      case Total _ -> "total";
    };
  }
}
