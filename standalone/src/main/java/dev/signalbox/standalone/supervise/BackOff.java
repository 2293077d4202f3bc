package dev.signalbox.standalone.supervise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a part that died is started again: doubling from {@code first} to {@code
 * cap}, each wait a random share between half and all of it so that parts that died together do not
 * come back together.
 *
 * @param healthyAfter a part that was ready this long has no failures any more
 */
public record BackOff(Duration first, Duration cap, Duration healthyAfter) {
  /** From the third failure in a row on, a part is said to be crash-looping. */
  static final int CRASH_LOOP = 3;

  static final BackOff USUAL =
      new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60));

  private static final int LARGEST_SHIFT = 20;

  public BackOff {
    if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
      throw new IllegalArgumentException("first " + first + ", cap " + cap);
    }
  }

  /**
   * The wait before the next start.
   *
   * @param failures failures in a row, at least 1
   */
  Duration delay(int failures, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures: " + failures);
    }
    long doubled = first.toMillis() << Math.min(failures - 1, LARGEST_SHIFT);
    long bound = Math.min(doubled, cap.toMillis());
    return Duration.ofMillis(bound / 2 + random.nextLong(bound - bound / 2 + 1));
  }
}
