package dev.signalbox.streaming.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this replica gives back and wants of one limit.
 *
 * @param startsAt of the window that something is given back to; null if nothing is
 * @param returned below 0 for what was used beyond what had been taken
 * @param held permits that stay here
 * @param needed less is of no use
 * @param asked what is needed in all; 0 if nothing is
 * @param wished what would do for a while, no less than that
 */
record Offer(
    UsageKey key,
    long quota,
    @Nullable Instant startsAt,
    long returned,
    long held,
    long needed,
    long asked,
    long wished) {

  static Offer toReturn(UsageKey key, long quota, Instant startsAt, long returned) {
    return new Offer(key, quota, startsAt, returned, 0, 0, 0, 0);
  }

  static Offer toHold(UsageKey key, long quota, long held) {
    return new Offer(key, quota, null, 0, held, 0, 0, 0);
  }
}
