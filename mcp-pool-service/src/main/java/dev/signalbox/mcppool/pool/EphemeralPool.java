package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A connection for each call; it is made for the call and ended after it. */
final class EphemeralPool implements ServerPool {
  private final PoolSettings settings;
  private final MemberFactory factory;
  private final Semaphore room;
  private final AtomicInteger made = new AtomicInteger();
  private final Set<Member> members = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EphemeralPool(PoolSettings settings, MemberFactory factory) {
    this.settings = settings;
    this.factory = factory;
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
    Member member = factory.member(made.incrementAndGet());
    members.add(member);
    try {
      if (closed || !member.breaker().tryPass()) {
        return new PoolOutcome.Unavailable("the server is being removed", Duration.ZERO);
      }
      return member.use(work, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    } finally {
      // The answer need not wait for the end of the connection; the next call does.
      Thread.startVirtualThread(() -> end(member));
    }
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
