package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections each of which one holder has for itself, until it has not used it for a while. Then
 * the connection is ended, so that nothing a server keeps of one holder is there for the next.
 */
final class LeasedPool implements ServerPool {
  private static final int MAX_WAITING = 256;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final PoolSettings settings;
  private final Probing probing;
  private final Replicas replicas;
  private final List<Member> members;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<LeaseHolder, Lease> leases = new HashMap<>();
  private final Deque<Member> free = new ArrayDeque<>();
  private int waiting;

  /** What a holder has; counts the calls that use it, under the pool's lock. */
  private static final class Lease {
    private final Member member;
    private int users;

    private Lease(Member member) {
      this.member = member;
    }
  }

  LeasedPool(PoolSettings settings, Probing probing, MemberFactory factory) {
    this.settings = settings;
    this.probing = probing;
    this.replicas = factory.replicas();
    this.members = factory.members(settings.max());
    this.free.addAll(members);
  }

  @Override
  public PoolOutcome use(
      LeaseHolder holder, Function<McpConnection, RpcOutcome> work, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Lease lease = take(holder, deadline);
    if (lease == null && Thread.currentThread().isInterrupted()) {
      return new PoolOutcome.CallerLeft();
    }
    if (lease == null) {
      return new PoolOutcome.Busy(
          "all of its %d connections are kept for other callers".formatted(members.size()));
    }
    try {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      return lease.member.breaker().tryPass()
          ? lease.member.use(work, left)
          : new PoolOutcome.Unavailable(
              "too many of its last calls failed, the last one because "
                  + lease.member.breaker().lastFailure(),
              LOOK_AGAIN);
    } finally {
      giveBack(lease);
    }
  }

  @Override
  public PoolHealth health() {
    int waitingNow;
    lock.lock();
    try {
      waitingNow = waiting;
    } finally {
      lock.unlock();
    }
    return new PoolHealth(
        Sharing.LEASED, members.size(), waitingNow, members.stream().map(Member::health).toList());
  }

  @Override
  public void drain(Set<Integer> drained) {
    replicas.drain(drained);
  }

  @Override
  public void tend() {
    for (Member ended : endLeases()) {
      boolean unused = ended.endIfUnused();
      lock.lock();
      try {
        free.addLast(ended);
        changed.signal();
      } finally {
        lock.unlock();
      }
    }
    members.forEach(member -> member.probe(probing));
  }

  @Override
  public void close() {
    Closing.all(members);
  }

  /** The holder's lease, waiting for a connection to become free; null if none did in time. */
  private @Nullable Lease take(LeaseHolder holder, long deadline) {
    lock.lock();
    try {
      Optional<Lease> lease = find(holder);
      if (lease.isEmpty() && waiting < MAX_WAITING) {
        waiting++;
        try {
          lease = await(holder, deadline);
        } finally {
          waiting--;
        }
      }
      lease.ifPresent(taken -> taken.users++);
      return lease.orElse(null);
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private Optional<Lease> await(LeaseHolder holder, long deadline) {
    Optional<Lease> lease = Optional.empty();
    try {
      long left = deadline - System.nanoTime();
      while (lease.isEmpty() && left > 0) {
        left = changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        lease = find(holder);
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return lease;
  }

  /** Called with the lock held. */
  private Optional<Lease> find(LeaseHolder holder) {
    Lease known = leases.get(holder);
    if (known != null && !isInVain(known)) {
      return Optional.of(known);
    }
    Optional<Member> chosen = choose(holder);
    if (chosen.isEmpty() || (known != null && chosen.get().isDown())) {
      return Optional.ofNullable(known);
    }
    Member member = chosen.get();
    free.remove(member);
    if (known != null) {
      free.addLast(known.member);
    }
    Lease lease = new Lease(member);
    leases.put(holder, lease);
    return Optional.of(lease);
  }

  /** Called with the lock held. */
  private Optional<Member> choose(LeaseHolder holder) {
    return replicas.count() == 1
        ? Optional.ofNullable(free.peekFirst())
        : Affinity.choose(holder, free);
  }

  /** Its connection is gone, and with it what there was of the holder; another replica may do. */
  private boolean isInVain(Lease lease) {
    return replicas.count() > 1 && lease.users == 0 && lease.member.isDown();
  }

  private void giveBack(Lease lease) {
    lock.lock();
    try {
      lease.users--;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the connections of leases that have run out; they are nobody's until they are ended. */
  private List<Member> endLeases() {
    List<Member> ended = new ArrayList<>();
    lock.lock();
    try {
      leases
          .values()
          .removeIf(
              lease -> {
                boolean over =
                    lease.users == 0
                        && (lease.member.isIdleFor(settings.maxIdle())
                            || lease.member.isOlderThan(settings.maxAge()));
                if (over) {
                  ended.add(lease.member);
                }
                return over;
              });
    } finally {
      lock.unlock();
    }
    return ended;
  }
}
