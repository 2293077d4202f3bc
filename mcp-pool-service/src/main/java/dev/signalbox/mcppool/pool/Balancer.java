package dev.signalbox.mcppool.pool;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses by the power of two choices: of two connections drawn at random the one where less is to
 * be expected. The least loaded of all would be everybody's choice at once.
 */
final class Balancer {
  private final RandomGenerator random;

  Balancer(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param members at least one
   */
  Member choose(List<Member> members) {
    if (members.size() == 1) {
      return members.getFirst();
    }
    int first = random.nextInt(members.size());
    int second = random.nextInt(members.size() - 1);
    Member one = members.get(first);
    Member other = members.get(second >= first ? second + 1 : second);
    return isNoWorse(one, other) ? one : other;
  }

  /** By the calls in flight, and by how long they take where that is known of both. */
  private static boolean isNoWorse(Member one, Member other) {
    double latency = one.latencyNanos();
    double otherLatency = other.latencyNanos();
    return (latency == 0 || otherLatency == 0)
        ? one.inFlight() <= other.inFlight()
        : (one.inFlight() + 1) * latency <= (other.inFlight() + 1) * otherLatency;
  }
}
