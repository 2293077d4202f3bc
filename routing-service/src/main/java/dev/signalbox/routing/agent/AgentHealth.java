package dev.signalbox.routing.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an agent does, as the registry finds. */
public enum AgentHealth {
  HEALTHY,
  DEGRADED,
  UNHEALTHY,
  UNKNOWN;

  static AgentHealth of(@Nullable String code) {
    return code == null ? UNKNOWN : valueOf(code.toUpperCase(Locale.ROOT));
  }
}
