package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A connection for each call; it is made for the call and ended after it. */
final class EphemeralPool implements ServerPool {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final PoolSettings settings;
  private final MemberFactory factory;
  private final Replicas replicas;
  private final Semaphore room;
  private final AtomicInteger made = new AtomicInteger();
  private final Set<Member> members = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EphemeralPool(PoolSettings settings, MemberFactory factory) {
    this.settings = settings;
    this.factory = factory;
    this.replicas = factory.replicas();
    this.room = new Semaphore(settings.max());
  }

  @Override
  public PoolOutcome use(
      LeaseHolder holder, Function<McpConnection, RpcOutcome> work, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      if (!room.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return new PoolOutcome.Busy("it runs %d calls already".formatted(settings.max()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new PoolOutcome.CallerLeft();
    }
    Optional<Member> passed = member();
    if (passed.isEmpty()) {
      room.release();
      return new PoolOutcome.Unavailable(
          "too many of the last calls of each replica failed", LOOK_AGAIN);
    }
    Member member = passed.get();
    members.add(member);
    try {
      if (closed) {
        member.breaker().unused();
        return new PoolOutcome.Unavailable("the server is being removed", Duration.ZERO);
      }
      return member.use(work, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    } finally {
      // The answer need not wait for the end of the connection; the next call does.
      Thread.startVirtualThread(() -> end(member));
    }
  }

  /** To the replica that has least to do, of those that are not kept back. */
  private Optional<Member> member() {
    return replicas.byUse(members).stream()
        .map(replica -> factory.member(made.incrementAndGet(), replica))
        .filter(member -> member.breaker().tryPass())
        .findFirst();
  }

  @Override
  public PoolHealth health() {
    return new PoolHealth(
        Sharing.EPHEMERAL,
        settings.max(),
        room.getQueueLength(),
        members.stream().map(Member::health).toList());
  }

  @Override
  public void drain(Set<Integer> drained) {
    replicas.drain(drained);
  }

  @Override
  public void tend() {
    // Nothing outlives its call.
  }

  @Override
  public void close() {
    closed = true;
    Closing.all(List.copyOf(members));
  }

  private void end(Member member) {
    try {
      member.close();
    } finally {
      members.remove(member);
      room.release();
    }
  }
}
