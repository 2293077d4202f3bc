package dev.signalbox.streaming.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a limit stands after a request has asked for its share.
 *
 * @param leftOver what the next ones may take
 * @param startsAt of the window
 * @param resetsAt when the window ends; null where there is none
 * @param refused whether the request is over this limit
 */
public record Standing(
    Scope scope,
    String value,
    Measure measure,
    long amount,
    long quota,
    long leftOver,
    Instant startsAt,
    @Nullable Instant resetsAt,
    boolean refused) {

  /** As headers name it: {@code key-requests-per-hour}. */
  public String name() {
    return (scope.wireName() + '_' + measure.wireName()).replace('_', '-');
  }

  /** The window's length in seconds, 0 where there is none. */
  public int seconds() {
    return measure.seconds();
  }

  /** How long to wait, at least a second. */
  public Duration wait(Instant now) {
    Instant end = resetsAt;
    Duration left = end == null ? Duration.ofSeconds(1) : Duration.between(now, end);
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }
}
