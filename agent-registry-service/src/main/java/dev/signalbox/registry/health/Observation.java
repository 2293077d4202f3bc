package dev.signalbox.registry.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was once seen of an agent.
 *
 * @param kind whether it was asked by us, or did real work
 * @param error why it failed; null if it did not
 * @param took how long it took
 */
public record Observation(
    String agentId, Kind kind, @Nullable String error, Duration took, Instant at) {

  /** Where it comes from. */
  public enum Kind {
    CHECK,
    REQUEST
  }

  boolean isFailure() {
    return error != null;
  }
}
