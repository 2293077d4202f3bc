package dev.signalbox.streaming.budget;

import java.time.Duration;
import java.util.Collection;

/**
 * For how many attempts a slice is asked for: twice as many as the last one when that was used up
 * soon, half as many when it lasted long. So busy budgets are asked for seldom, and those of which
 * little is used are not hoarded.
 */
final class SliceSizes {

  /** No lease is for more. */
  static final int MOST = 1_000;

  private static final long SOON = Duration.ofSeconds(2).toNanos();
  private static final long LONG = Duration.ofSeconds(20).toNanos();

  private SliceSizes() {}

  /**
   * For how many one question is.
   *
   * @param least what a first slice is asked for, and none for less
   * @param last the slices that are followed, as far as there are any
   */
  static int next(int least, Collection<Slice> last, long now) {
    return last.stream().mapToInt(slice -> next(slice, now)).reduce(least, Math::max);
  }

  private static int next(Slice last, long now) {
    long lasted = now - last.madeAt();
    if (lasted < SOON && last.mostlyUsed()) {
      return Math.min(MOST, 2 * last.attempts());
    }
    return lasted < LONG ? last.attempts() : last.attempts() / 2;
  }
}
