package dev.signalbox.streaming.meter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts this process is making, whose leases it renews all at once. */
final class Leases {

  private final Attempts attempts;
  private final MeterProperties properties;
  private final Map<String, RunningAttempt> held = new ConcurrentHashMap<>();

  Leases(Attempts attempts, MeterProperties properties) {
    this.attempts = attempts;
    this.properties = properties;
  }

  void hold(RunningAttempt attempt) {
    held.put(attempt.id(), attempt);
  }

  void release(RunningAttempt attempt) {
    held.remove(attempt.id());
  }

  /** Renews every lease; an attempt that somebody else has closed is revoked. */
  void renew() {
    List<RunningAttempt> current = List.copyOf(held.values());
    if (current.isEmpty()) {
      return;
    }
    Set<String> running = attempts.renew(current, properties.lease());
    for (RunningAttempt attempt : current) {
      if (!running.contains(attempt.id()) && held.containsKey(attempt.id())) {
        attempt.revoke();
      }
    }
  }
}
