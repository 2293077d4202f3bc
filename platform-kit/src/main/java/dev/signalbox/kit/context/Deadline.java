package dev.signalbox.kit.context;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The moment after which nobody waits for the answer any more. */
public record Deadline(Instant at) {
  /** The header that carries it: absolute, in milliseconds since the epoch. */
  public static final String HEADER = "X-Request-Deadline";

  public static Deadline in(Duration duration, Clock clock) {
    return new Deadline(clock.instant().plus(duration));
  }

  /**
   * Reads the header.
   *
   * @throws NumberFormatException if the value is not a count of milliseconds
   */
  public static Deadline parse(String headerValue) {
    return new Deadline(Instant.ofEpochMilli(Long.parseLong(headerValue.strip())));
  }

  public String headerValue() {
    return Long.toString(at.toEpochMilli());
  }

  /** What is left, zero if nothing is. */
  public Duration remaining(Clock clock) {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  public boolean expired(Clock clock) {
    return !clock.instant().isBefore(at);
  }

  /** The earlier of this one and one that far away. */
  public Deadline atMost(Duration duration, Clock clock) {
    Instant other = clock.instant().plus(duration).truncatedTo(ChronoUnit.MILLIS);
    return other.isBefore(at) ? new Deadline(other) : this;
  }
}
