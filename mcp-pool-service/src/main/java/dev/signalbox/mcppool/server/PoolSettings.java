package dev.signalbox.mcppool.server;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Duration;

/**
 * How many connections each replica keeps to a server, and who shares them.
 *
 * @param min connections made before anybody asks, and kept
 * @param max connections at once
 * @param callsPerConnection calls on each connection beyond which a further one is made
 * @param maxIdle how long a connection beyond the minimum is kept unused; a lease ends then
 * @param maxAge after which a connection is replaced, once no call uses it
 */
public record PoolSettings(
    Sharing sharing, int min, int max, int callsPerConnection, Duration maxIdle, Duration maxAge) {
  private static final int MOST = 64;
  private static final int MOST_CALLS = 256;

  /** One connection that all share, made when it is first needed. */
  public static final PoolSettings DEFAULT =
      new PoolSettings(Sharing.SHARED, 0, 1, 16, Duration.ofMinutes(15), Duration.ofDays(1));

  /**
   * Refuses what makes no sense.
   *
   * @throws ProblemException naming the field
   */
  public PoolSettings checked() {
    require(max >= 1 && max <= MOST, "max", "is 1 to " + MOST);
    require(min >= 0 && min <= max, "min", "is 0 to max");
    require(
        min == 0 || sharing == Sharing.SHARED,
        "min",
        "is 0 where connections are not shared: there is nobody to make one for");
    require(
        callsPerConnection >= 1 && callsPerConnection <= MOST_CALLS,
        "calls_per_connection",
        "is 1 to " + MOST_CALLS);
    require(
        within(maxIdle, Duration.ofSeconds(1), Duration.ofDays(1)),
        "max_idle_ms",
        "is 1 s to 1 day");
    require(
        within(maxAge, Duration.ofSeconds(1), Duration.ofDays(30)),
        "max_age_ms",
        "is 1 s to 30 days");
    return this;
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The server's pool is not valid")
          .withError("pool." + field, rule);
    }
  }
}
