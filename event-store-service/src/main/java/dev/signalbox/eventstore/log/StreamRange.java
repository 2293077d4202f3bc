package dev.signalbox.eventstore.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a stream a reader wants, and from which end.
 *
 * @param fromVersion the first version to read; backwards, the greatest
 * @param asOf only what was recorded by then; null: everything
 */
public record StreamRange(Direction direction, long fromVersion, @Nullable Instant asOf) {

  /** Which way versions go. */
  public enum Direction {
    FORWARDS,
    BACKWARDS
  }

  /** From a version on. */
  public static StreamRange from(long version) {
    return new StreamRange(Direction.FORWARDS, version, null);
  }

  /** From a version back to the first one. */
  public static StreamRange backFrom(long version) {
    return new StreamRange(Direction.BACKWARDS, version, null);
  }

  /** From the last version back to the first one. */
  public static StreamRange backwards() {
    return backFrom(Long.MAX_VALUE);
  }

  /** The same range as the log stood at a time. */
  public StreamRange asOf(@Nullable Instant time) {
    return new StreamRange(direction, fromVersion, time);
  }
}
