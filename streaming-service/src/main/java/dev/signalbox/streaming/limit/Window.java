package dev.signalbox.streaming.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window of a limit, and what the database's clock said when that was heard of last.
 *
 * @param resetsAt when it ends; null for permits, which have no windows
 * @param moment by the database's clock
 * @param at before that was asked for, on the clock of {@link System#nanoTime}
 */
record Window(Instant startsAt, @Nullable Instant resetsAt, Instant moment, long at) {

  /** Whether it may be over: the database's clock shows no more than is reckoned here. */
  boolean mayBeOver(long now) {
    return resetsAt != null && !moment.plusNanos(age(now)).isBefore(resetsAt);
  }

  /** How long ago it was heard of, in nanoseconds. */
  long age(long now) {
    return now - at;
  }
}
