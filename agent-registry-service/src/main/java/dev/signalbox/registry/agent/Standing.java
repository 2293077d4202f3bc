package dev.signalbox.registry.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an agent stands, apart from what it is.
 *
 * @param reason why it has this status; null if nobody said
 * @param since when it got this status
 * @param recoveryShare how much of its work it gets, in percent; below 100 while it comes back
 */
public record Standing(
    AgentStatus status,
    @Nullable String reason,
    Instant since,
    HealthState health,
    int recoveryShare) {

  static final int WHOLE = 100;

  /** That of an agent that was just registered. */
  static Standing first(AgentStatus status, @Nullable String reason, Instant now) {
    return new Standing(status, reason, now, HealthState.UNKNOWN, WHOLE);
  }

  /** The same with another status, and with all of its work. */
  public Standing with(AgentStatus other, @Nullable String why, Instant now) {
    return new Standing(other, why, now, health, WHOLE);
  }
}
