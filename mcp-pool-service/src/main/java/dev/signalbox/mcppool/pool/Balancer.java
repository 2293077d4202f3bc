package dev.signalbox.mcppool.pool;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses by the power of two choices: of two connections drawn at random, by their weights, the
 * one where less is to be expected. The least loaded of all would be everybody's choice at once.
 */
final class Balancer {
  /** Times that differ by less say nothing. */
  private static final double ALIKE = 2;

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
    Member one = draw(members);
    Member other = draw(members.stream().filter(member -> member != one).toList());
    return isNoWorse(one, other) ? one : other;
  }

  private Member draw(List<Member> members) {
    int left = random.nextInt(members.stream().mapToInt(Member::weight).sum());
    for (Member member : members) {
      left -= member.weight();
      if (left < 0) {
        return member;
      }
    }
    throw new IllegalStateException("Weights do not change");
  }

  /**
   * By whether the last call was lost, the calls in flight for their weights, and by how long calls
   * take where that is known of both and differs. Of two that have nothing to do it is the first
   * drawn.
   */
  private static boolean isNoWorse(Member one, Member other) {
    if (one.isSuspect() != other.isSuspect()) {
      return other.isSuspect();
    }
    double latency = one.latencyNanos();
    double otherLatency = other.latencyNanos();
    boolean alike =
        latency == 0
            || otherLatency == 0
            || Math.max(latency, otherLatency) < ALIKE * Math.min(latency, otherLatency);
    return alike
        ? (long) one.inFlight() * other.weight() <= (long) other.inFlight() * one.weight()
        : (one.inFlight() + 1) * latency * other.weight()
            <= (other.inFlight() + 1) * otherLatency * one.weight();
  }
}
