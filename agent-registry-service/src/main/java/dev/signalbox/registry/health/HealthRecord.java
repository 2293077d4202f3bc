package dev.signalbox.registry.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an agent did lately.
 *
 * @param failures failed checks in a row
 * @param successes successful checks in a row
 * @param seenAt when something was last seen of it
 * @param lastHealthyAt when it was last seen to work
 * @param lastError why it last failed
 * @param unhealthySince since when it is unhealthy; null if it is not
 * @param trafficSince since when its traffic counts; null if all of it does
 */
public record HealthRecord(
    int failures,
    int successes,
    @Nullable Instant seenAt,
    @Nullable Instant lastHealthyAt,
    @Nullable String lastError,
    @Nullable Instant unhealthySince,
    @Nullable Instant trafficSince) {

  static final HealthRecord NOTHING_SEEN = new HealthRecord(0, 0, null, null, null, null, null);

  private static final int MOST = 1_000_000;

  HealthRecord after(Observation seen) {
    boolean check = seen.kind() == Observation.Kind.CHECK;
    boolean failure = seen.isFailure();
    return new HealthRecord(
        !check ? failures : failure ? Math.min(failures + 1, MOST) : 0,
        !check ? successes : failure ? 0 : Math.min(successes + 1, MOST),
        seen.at(),
        failure ? lastHealthyAt : seen.at(),
        failure ? seen.error() : lastError,
        unhealthySince,
        trafficSince);
  }

  /** The same, as if it began anew then. */
  HealthRecord beginAnew(Instant at) {
    return new HealthRecord(failures, successes, seenAt, lastHealthyAt, lastError, null, at);
  }

  HealthRecord unhealthySince(@Nullable Instant since) {
    return new HealthRecord(
        failures, successes, seenAt, lastHealthyAt, lastError, since, trafficSince);
  }
}
