package dev.signalbox.mcppool.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may use a connection to a server at once, and after whom. */
public enum Sharing {
  /** Anybody, many at once: for servers that keep nothing of a caller. */
  @JsonProperty("shared")
  SHARED,
  /** One caller, until it has not been used for a while; nobody else gets it after that. */
  @JsonProperty("leased")
  LEASED,
  /** One call. */
  @JsonProperty("ephemeral")
  EPHEMERAL
}
