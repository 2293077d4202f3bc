package dev.signalbox.cost.reprice;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one day and model, both ways.
 *
 * @param unpriced entries that were billed at no price
 * @param stillUnpriced entries that have none now
 */
record RepricedSum(
    long entries,
    long changed,
    long unpriced,
    long stillUnpriced,
    BigDecimal asBilled,
    BigDecimal repriced) {

  /** One entry; an unknown cost is null. */
  static RepricedSum of(@Nullable BigDecimal billed, @Nullable BigDecimal now) {
    return new RepricedSum(
        1,
        alike(billed, now) ? 0 : 1,
        billed == null ? 1 : 0,
        now == null ? 1 : 0,
        billed == null ? BigDecimal.ZERO : billed,
        now == null ? BigDecimal.ZERO : now);
  }

  private static boolean alike(@Nullable BigDecimal billed, @Nullable BigDecimal now) {
    return billed == null ? now == null : now != null && billed.compareTo(now) == 0;
  }

  RepricedSum plus(RepricedSum other) {
    return new RepricedSum(
        entries + other.entries,
        changed + other.changed,
        unpriced + other.unpriced,
        stillUnpriced + other.stillUnpriced,
        asBilled.add(other.asBilled),
        repriced.add(other.repriced));
  }

  /** What it is the sum of. */
  record Group(LocalDate day, String provider, String model, boolean simulated) {}
}
