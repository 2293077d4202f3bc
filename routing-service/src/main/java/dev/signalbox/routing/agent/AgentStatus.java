package dev.signalbox.routing.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an agent is in its life. */
public enum AgentStatus {
  /** Not released yet. */
  DRAFT,
  ACTIVE,
  /** Goes on with its conversations, but begins none. */
  DRAINING,
  /** Taken out because it fails. */
  ISOLATED,
  RETIRED;

  /** Absent means active. */
  static AgentStatus of(@Nullable String code) {
    return code == null ? ACTIVE : valueOf(code.toUpperCase(Locale.ROOT));
  }
}
