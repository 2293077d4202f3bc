package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Connections that everybody shares, many calls at once on each; to each replica of the server as
 * many. The calls are spread over those that are made and well; a further one is made when these
 * have much to do.
 */
final class SharedPool implements ServerPool {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final PoolSettings settings;
  private final Probing probing;
  private final Replicas replicas;
  private final List<Member> members;
  private final Balancer balancer = new Balancer(() -> ThreadLocalRandom.current().nextLong());

  SharedPool(PoolSettings settings, Probing probing, MemberFactory factory) {
    this.settings = settings;
    this.probing = probing;
    this.replicas = factory.replicas();
    this.members = factory.members(settings.max());
  }

  @Override
  public PoolOutcome use(
      LeaseHolder holder, Function<McpConnection, RpcOutcome> work, Duration timeout) {
    if (replicas.count() > 1) {
      warmEachReplica();
    }
    List<Member> ready =
        members.stream().filter(member -> isReady(member) && !member.isDrained()).toList();
    if (ready.isEmpty()) {
      Member next = nextToBeReady();
      return next.breaker().tryPass() ? next.use(work, timeout) : ejected(next);
    }
    Optional<Member> chosen = choose(ready);
    if (chosen.isEmpty()) {
      return ejected(ready.getFirst());
    }
    if (chosen.get().inFlight() >= settings.callsPerConnection()) {
      grow();
    }
    return chosen.get().use(work, timeout);
  }

  @Override
  public PoolHealth health() {
    return new PoolHealth(
        Sharing.SHARED, members.size(), 0, members.stream().map(Member::health).toList());
  }

  @Override
  public void drain(Set<Integer> drained) {
    replicas.drain(drained);
  }

  @Override
  public void tend() {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.isDrained()
          && (member.status() == ServerState.Status.STOPPED || member.endIfUnused())) {
        continue;
      }
      boolean spare = i >= settings.min() * replicas.count();
      if (!spare) {
        member.warm();
      }
      if (isReady(member)
          && ((spare && member.isIdleFor(settings.maxIdle()))
              || member.isOlderThan(settings.maxAge()))
          && member.endIfUnused()) {
        continue;
      }
      member.probe(probing);
    }
  }

  @Override
  public void close() {
    Closing.all(members);
  }

  /**
   * One of those that are well, and young if there are such. If most are kept back by their
   * breakers they are all tried: then it is hardly they that are at fault, and the few that are
   * left would be overrun.
   */
  private Optional<Member> choose(List<Member> ready) {
    List<Member> well =
        ready.stream()
            .filter(member -> member.breaker().state() == PoolHealth.BreakerState.CLOSED)
            .toList();
    boolean mostAreKeptBack = ready.size() > 1 && well.size() * 2 < ready.size();
    if (well.isEmpty() && !mostAreKeptBack) {
      return Optional.of(ready.getFirst()).filter(member -> member.breaker().tryPass());
    }
    List<Member> young =
        well.stream().filter(member -> !member.isOlderThan(settings.maxAge())).toList();
    Member chosen = balancer.choose(mostAreKeptBack ? ready : (young.isEmpty() ? well : young));
    boolean unused = chosen.breaker().tryPass();
    return Optional.of(chosen);
  }

  /** So that each has its share from the first call on. */
  private void warmEachReplica() {
    members.subList(0, replicas.count()).stream()
        .filter(member -> !member.isDrained())
        .forEach(Member::warm);
  }

  private void grow() {
    members.stream()
        .filter(member -> member.status() == ServerState.Status.STOPPED && !member.isDrained())
        .findFirst()
        .ifPresent(Member::warm);
  }

  /** The one that is likely to be ready first. */
  private Member nextToBeReady() {
    return members.stream()
        .min(Comparator.comparing(Member::isDrained).thenComparingInt(SharedPool::distance))
        .orElseThrow();
  }

  private static int distance(Member member) {
    return switch (member.status()) {
      case READY -> 0;
      case CONNECTING -> 1;
      case STOPPED -> 2;
      case DEGRADED -> 3;
      case CRASH_LOOPING -> 4;
    };
  }

  private static boolean isReady(Member member) {
    return member.status() == ServerState.Status.READY;
  }

  private static PoolOutcome ejected(Member member) {
    return new PoolOutcome.Unavailable(
        "too many of its last calls failed, the last one because " + member.breaker().lastFailure(),
        LOOK_AGAIN);
  }
}
