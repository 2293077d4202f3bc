package dev.signalbox.simulator.script;

import java.time.Duration;

/**
 * How fast an answer comes.
 *
 * @param firstToken wait before the first token
 * @param tokensPerSecond 0 means as fast as the client reads
 */
public record Pace(Duration firstToken, double tokensPerSecond) {

  /** As fast as the client reads. */
  public static final Pace UNLIMITED = new Pace(Duration.ZERO, 0);

  public Pace {
    if (firstToken.isNegative() || !(tokensPerSecond >= 0 && tokensPerSecond < 1e9)) {
      throw new IllegalArgumentException("a pace cannot be negative");
    }
  }

  /** Time from the start of the answer at which the token of that number, from 0, is due. */
  public Duration due(long token) {
    return tokensPerSecond == 0
        ? firstToken
        : firstToken.plusNanos((long) (token / tokensPerSecond * 1e9));
  }
}
