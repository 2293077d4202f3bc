package dev.signalbox.registry.recovery;

import dev.signalbox.registry.agent.HealthState;
import dev.signalbox.registry.agent.Standing;
import java.time.Duration;
import java.time.Instant;

/** What is to be done next with an agent that failed. */
sealed interface NextMove {

  /** It gets this share of its work, the first of those it comes back through. */
  record BringBack(int share) implements NextMove {}

  /** It gets a larger share. */
  record Advance(int share) implements NextMove {}

  /** It failed again while it came back. */
  record IsolateAgain() implements NextMove {}

  /** It has been away for too long: operators are told. */
  record Escalate() implements NextMove {}

  /** Somebody else decides what becomes of it. */
  record LeaveAlone() implements NextMove {}

  /** Nothing yet. */
  record Wait() implements NextMove {}

  /**
   * The next move.
   *
   * @param asked whether the agent can be asked how it does; one that cannot is tried again after a
   *     rest
   */
  static NextMove of(
      Standing standing, Recovery recovery, boolean asked, RecoverySettings settings, Instant now) {
    return switch (standing.status()) {
      case DRAFT, RETIRED, DRAINING -> new LeaveAlone();
      case ISOLATED -> ofIsolated(standing, recovery, asked, settings, now);
      case ACTIVE -> ofReturning(standing, recovery, settings, now);
    };
  }

  private static NextMove ofIsolated(
      Standing standing, Recovery recovery, boolean asked, RecoverySettings settings, Instant now) {
    int doublings = Math.min(recovery.attempts(), 3);
    boolean rested =
        reached(recovery.isolatedAt(), settings.rest().multipliedBy(1L << doublings), now);
    if (asked ? standing.health() == HealthState.HEALTHY : rested) {
      return new BringBack(settings.after(0));
    }
    return recovery.escalatedAt() == null
            && reached(recovery.isolatedAt(), settings.escalateAfter(), now)
        ? new Escalate()
        : new Wait();
  }

  private static NextMove ofReturning(
      Standing standing, Recovery recovery, RecoverySettings settings, Instant now) {
    if (recovery.stageSince() == null) {
      return new LeaveAlone();
    }
    return switch (standing.health()) {
      case UNHEALTHY -> new IsolateAgain();
      case DEGRADED -> new Wait();
      case HEALTHY, UNKNOWN ->
          reached(recovery.stageSince(), settings.stageDuration(), now)
              ? new Advance(settings.after(standing.recoveryShare()))
              : new Wait();
    };
  }

  private static boolean reached(Instant start, Duration length, Instant now) {
    return !start.plus(length).isAfter(now);
  }
}
