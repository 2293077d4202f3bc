package dev.signalbox.kit.http;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many calls to one host run at once. */
final class HostPermits {
  /** More hosts than there are peers; those beyond share one set of permits. */
  private static final int MAX_HOSTS = 64;

  private final ConcurrentMap<String, Semaphore> hosts = new ConcurrentHashMap<>();
  private final int perHost;

  HostPermits(int perHost) {
    this.perHost = perHost;
  }

  /**
   * Waits for a permit.
   *
   * @return what gives it back, once
   * @throws ProblemException {@code deadline_exceeded} if none comes in time
   */
  Runnable acquire(URI target, Duration patience) {
    Semaphore permits = permits(target);
    try {
      if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ProblemException(
            CommonProblem.DEADLINE_EXCEEDED,
            "Too many calls to " + target.getHost() + " run already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(CommonProblem.UNAVAILABLE, "Interrupted while waiting to call", e);
    }
    return new Once(permits::release);
  }

  private Semaphore permits(URI target) {
    String host = hosts.size() < MAX_HOSTS ? target.getAuthority() : "";
    Semaphore known = hosts.get(target.getAuthority());
    return known != null ? known : hosts.computeIfAbsent(host, name -> new Semaphore(perHost));
  }
}
