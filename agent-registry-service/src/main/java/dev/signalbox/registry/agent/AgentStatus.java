package dev.signalbox.registry.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an agent is in its life. */
public enum AgentStatus {
  /** Being prepared; gets no work. */
  DRAFT,
  /** Gets work. */
  ACTIVE,
  /** Ends the conversations it has and begins no new ones. */
  DRAINING,
  /** Kept from work until it is well again. */
  ISOLATED,
  /** Out of service for good. */
  RETIRED;

  /** As it is written in JSON and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status with this code. */
  public static Optional<AgentStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
