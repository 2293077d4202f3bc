package dev.signalbox.mcppool.pool;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The replicas of a server, from 1 on: how much of the calls each takes, and which take no new
 * ones.
 */
final class Replicas {
  private final List<Integer> weights;
  private volatile Set<Integer> drained;

  /**
   * @param weights at least one
   */
  Replicas(List<Integer> weights, Set<Integer> drained) {
    this.weights = List.copyOf(weights);
    this.drained = Set.copyOf(drained);
  }

  int count() {
    return weights.size();
  }

  int weight(int replica) {
    return weights.get(replica - 1);
  }

  void drain(Set<Integer> replicas) {
    drained = Set.copyOf(replicas);
  }

  boolean isDrained(int replica) {
    return drained.contains(replica);
  }

  /** Of connections, numbered from 1 on, each replica has as many. */
  int of(int connection) {
    return Math.floorMod(connection - 1, count()) + 1;
  }

  /** Those that take calls; first who has least to do for its weight, given what all have. */
  List<Integer> byUse(Collection<Member> members) {
    Map<Integer, Integer> uses = new HashMap<>();
    members.forEach(member -> uses.merge(member.replica(), 1, Integer::sum));
    return IntStream.rangeClosed(1, count())
        .filter(replica -> !isDrained(replica))
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                replica -> (uses.getOrDefault(replica, 0) + 1) / (double) weight(replica)))
        .toList();
  }
}
