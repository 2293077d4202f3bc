package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.Acquired;
import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.connection.WarmConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One connection of a pool, who uses it and how it fares. */
final class Member {
  private static final int BEING_ENDED = Integer.MIN_VALUE;
  private static final int FAILED_PROBES = 3;
  private static final long SUSPICION_NANOS = Duration.ofSeconds(2).toNanos();

  private final int number;
  private final int replica;
  private final Replicas replicas;
  private final WarmConnection connection;
  private final Breaker breaker;
  private final Clock clock;
  private final Latency latency = new Latency();

  /** Calls that use it; negative while it is being ended. */
  private final AtomicInteger uses = new AtomicInteger();

  /** When the last call over it was lost; 0 if it was not. */
  private volatile long lostAt;

  private final AtomicBoolean beingProbed = new AtomicBoolean();
  private volatile Instant lastUsed;
  private volatile Instant lastHeard;
  private final AtomicInteger failedProbes = new AtomicInteger();

  Member(
      int number,
      int replica,
      Replicas replicas,
      WarmConnection connection,
      Breaker breaker,
      Clock clock) {
    this.number = number;
    this.replica = replica;
    this.replicas = replicas;
    this.connection = connection;
    this.breaker = breaker;
    this.clock = clock;
    this.lastUsed = clock.instant();
    this.lastHeard = lastUsed;
  }

  ServerState state() {
    return connection.state();
  }

  ServerState.Status status() {
    return connection.state().status();
  }

  /** Of the server, from 1 on. */
  int replica() {
    return replica;
  }

  /** How much of the calls it takes, beside those of the others. */
  int weight() {
    return replicas.weight(replica);
  }

  /** Whether it gets no new calls. */
  boolean isDrained() {
    return replicas.isDrained(replica);
  }

  /** Whether the last call over it was lost a moment ago, so that another is to be preferred. */
  boolean isSuspect() {
    long at = lostAt;
    return at != 0 && System.nanoTime() - at < SUSPICION_NANOS;
  }

  /** Whether its connection was lost and could not be made anew so far. */
  boolean isDown() {
    return switch (status()) {
      case DEGRADED, CRASH_LOOPING -> true;
      case READY, CONNECTING, STOPPED -> false;
    };
  }

  Breaker breaker() {
    return breaker;
  }

  int inFlight() {
    return Math.max(0, uses.get());
  }

  /** What calls take of late; 0 if that is not known. */
  double latencyNanos() {
    return latency.at(System.nanoTime());
  }

  boolean isIdleFor(Duration time) {
    return uses.get() == 0 && !clock.instant().isBefore(lastUsed.plus(time));
  }

  boolean isOlderThan(Duration age) {
    ServerState state = state();
    return state.status() == ServerState.Status.READY
        && clock.instant().isAfter(state.since().plus(age));
  }

  /** Does the work, the breaker having let it pass. */
  PoolOutcome use(Function<McpConnection, RpcOutcome> work, Duration timeout) {
    enter();
    boolean recorded = false;
    try {
      Acquired acquired = connection.acquire(timeout);
      if (acquired instanceof Acquired.Connected connected) {
        long begun = System.nanoTime();
        RpcOutcome outcome = run(connected.connection(), work, timeout);
        long took = System.nanoTime() - begun;
        breaker.record(outcome, took);
        recorded = true;
        note(outcome);
        if (outcome instanceof RpcOutcome.Answered) {
          latency.record(took, System.nanoTime());
          lastHeard = clock.instant();
        }
        return new PoolOutcome.Used(outcome);
      }
      return without(acquired);
    } finally {
      if (!recorded) {
        breaker.unused();
      }
      lastUsed = clock.instant();
      uses.decrementAndGet();
    }
  }

  /** Makes the connection if there is none, without waiting for it. */
  void warm() {
    if (status() == ServerState.Status.STOPPED) {
      Acquired unused = connection.acquire(Duration.ZERO);
    }
  }

  /** Ends the connection unless a call uses it; the next call makes a new one. */
  boolean endIfUnused() {
    if (!uses.compareAndSet(0, BEING_ENDED)) {
      return false;
    }
    Optional<McpConnection> released;
    try {
      released = connection.release();
    } finally {
      uses.set(0);
    }
    released.ifPresent(McpConnection::close);
    return true;
  }

  /**
   * Asks a connection that was not heard of for a while whether it is well. One that fails to
   * answer several times is replaced, unless a call still waits there: a server may be busy.
   */
  void probe(Probing probing) {
    if (beingProbed.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("mcp-probe")
          .start(
              () -> {
                try {
                  probeIfDue(probing);
                } finally {
                  beingProbed.set(false);
                }
              });
    }
  }

  private void probeIfDue(Probing probing) {
    boolean due =
        isSuspect()
            || breaker.state() != PoolHealth.BreakerState.CLOSED
            || !clock.instant().isBefore(lastHeard.plus(probing.interval()));
    if (!due || status() != ServerState.Status.READY || !breaker.tryPass()) {
      return;
    }
    lastHeard = clock.instant();
    if (!(connection.acquire(Duration.ZERO) instanceof Acquired.Connected connected)) {
      breaker.unused();
      return;
    }
    long begun = System.nanoTime();
    RpcOutcome outcome = connected.connection().probe(probing.patience());
    note(outcome);
    boolean silent = outcome instanceof RpcOutcome.TimedOut;
    breaker.record(
        silent ? new RpcOutcome.Lost("it did not answer a probe") : outcome,
        System.nanoTime() - begun);
    int failed = silent ? failedProbes.incrementAndGet() : 0;
    failedProbes.set(failed);
    if (outcome instanceof RpcOutcome.SessionExpired) {
      connection.renew(connected.connection(), "the server forgot the session");
    } else if (failed >= FAILED_PROBES && uses.get() == 0) {
      failedProbes.set(0);
      connection.renew(connected.connection(), "it answered no probe");
    }
  }

  PoolHealth.MemberHealth health() {
    return new PoolHealth.MemberHealth(
        number,
        replica,
        isDrained(),
        state(),
        breaker.state(),
        inFlight(),
        latencyNanos() / 1e6,
        breaker.lastFailure());
  }

  void close() {
    connection.close();
  }

  private void note(RpcOutcome outcome) {
    lostAt = outcome instanceof RpcOutcome.Lost ? System.nanoTime() | 1 : 0;
  }

  private void enter() {
    while (true) {
      int now = uses.get();
      if (now >= 0 && uses.compareAndSet(now, now + 1)) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  private RpcOutcome run(
      McpConnection first, Function<McpConnection, RpcOutcome> work, Duration timeout) {
    RpcOutcome outcome = work.apply(first);
    if (!(outcome instanceof RpcOutcome.SessionExpired)) {
      return outcome;
    }
    connection.renew(first, "the server forgot the session");
    return connection.acquire(timeout) instanceof Acquired.Connected again
        ? work.apply(again.connection())
        : outcome;
  }

  private static PoolOutcome without(Acquired acquired) {
    return switch (acquired) {
      case Acquired.Connected connected -> throw new IllegalArgumentException("There is one");
      case Acquired.Unavailable unavailable ->
          new PoolOutcome.Unavailable(unavailable.reason(), unavailable.retryAfter());
      case Acquired.StillConnecting connecting -> new PoolOutcome.StillConnecting();
      case Acquired.CallerLeft left -> new PoolOutcome.CallerLeft();
    };
  }
}
