package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.ScopeKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a replica asks for, on behalf of an attempt that it is about to make.
 *
 * @param team whose prices hold
 * @param provider as streaming-service names it
 * @param textOnly whether neither sound nor image goes in or comes out
 * @param inputTokens at most
 * @param outputTokens at most
 * @param attempts how many like this one the leases should last for, if there is enough
 */
public record LeaseRequest(
    @Nullable String team,
    String provider,
    String model,
    boolean textOnly,
    long inputTokens,
    long outputTokens,
    int attempts,
    List<Wanted> wanted) {

  public LeaseRequest {
    wanted = List.copyOf(wanted);
    Set<String> leases = new HashSet<>();
    Set<Wanted> counters = new HashSet<>();
    for (Wanted each : wanted) {
      if (!leases.add(each.leaseId())
          || !counters.add(new Wanted("", each.budgetId(), each.kind(), each.value()))) {
        throw new IllegalArgumentException("one counter is asked for twice, or one lease is");
      }
    }
  }

  /**
   * One lease.
   *
   * @param leaseId made by the replica: asked for twice, it is granted once
   * @param kind of the budget's scope; a budget of another one is not touched
   * @param value whose counter of the budget
   */
  public record Wanted(String leaseId, String budgetId, ScopeKind kind, String value) {}
}
