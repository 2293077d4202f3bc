package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Pools that get no new calls; each is closed once those it has are over. */
final class RetiredPools {

  /** Whoever found the pool before it was retired may be about to use it. */
  private static final Duration LEAST = Duration.ofMillis(500);

  /** No call may hold a pool back for longer. */
  private static final Duration MOST = Duration.ofSeconds(60);

  private final LongSupplier nanos;
  private final Set<Retired> retired = ConcurrentHashMap.newKeySet();

  private record Retired(ServerId id, ServerPool pool, long since) {}

  /**
   * @param nanos a clock that nobody sets
   */
  RetiredPools(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void add(ServerId id, ServerPool pool) {
    retired.add(new Retired(id, pool, nanos.getAsLong()));
  }

  /** How many calls of the server are still to end. */
  int inFlight(ServerId id) {
    return retired.stream()
        .filter(one -> one.id().equals(id))
        .flatMap(one -> one.pool().health().members().stream())
        .mapToInt(PoolHealth.MemberHealth::inFlight)
        .sum();
  }

  /** Whose pools there are. */
  Set<ServerId> ids() {
    return retired.stream().map(Retired::id).collect(Collectors.toUnmodifiableSet());
  }

  /** Closes those that are due, without waiting for them. */
  void tend() {
    long now = nanos.getAsLong();
    for (Retired one : List.copyOf(retired)) {
      long age = now - one.since();
      boolean due = age >= MOST.toNanos() || (age >= LEAST.toNanos() && !one.pool().isInUse());
      if (due && retired.remove(one)) {
        Thread.ofVirtual().name("mcp-retire").start(one.pool()::close);
      }
    }
  }

  /** Takes those of the server, which are to be closed at once. */
  List<Runnable> closings(ServerId id) {
    return List.copyOf(retired).stream()
        .filter(one -> one.id().equals(id) && retired.remove(one))
        .<Runnable>map(one -> one.pool()::close)
        .toList();
  }

  /** Takes all of them. */
  List<Runnable> closings() {
    return List.copyOf(retired).stream()
        .filter(retired::remove)
        .<Runnable>map(one -> one.pool()::close)
        .toList();
  }
}
