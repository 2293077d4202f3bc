package dev.signalbox.mcppool.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a server takes calls, as an admin wants it. */
public enum Availability {
  /** It does. */
  @JsonProperty("enabled")
  ENABLED,
  /** It takes no more; those in flight end as they would. */
  @JsonProperty("drained")
  DRAINED,
  /** It takes none, and those in flight were ended. */
  @JsonProperty("disabled")
  DISABLED
}
