package dev.signalbox.registry.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How well an agent works. */
public enum HealthState {
  HEALTHY,
  /** It works, but not always or not as fast as it should. */
  DEGRADED,
  UNHEALTHY,
  /** Nothing was seen of it yet. */
  UNKNOWN;

  /** As it is written in JSON and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state with this code. */
  public static Optional<HealthState> of(String code) {
    return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
  }
}
