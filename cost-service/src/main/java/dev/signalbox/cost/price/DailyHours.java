package dev.signalbox.cost.price;

import java.time.LocalTime;

/**
 * Hours of every day in UTC. They go over midnight if they end earlier than they begin.
 *
 * @param to not included
 */
public record DailyHours(LocalTime from, LocalTime to) {

  public DailyHours {
    if (from.equals(to)) {
      throw new InvalidPriceException("daily", "must not end when it begins");
    }
  }

  boolean include(LocalTime time) {
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(to);
    return from.isBefore(to) ? begun && !over : begun || !over;
  }
}
