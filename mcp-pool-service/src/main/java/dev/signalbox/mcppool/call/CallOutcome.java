package dev.signalbox.mcppool.call;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a call ended, for events and metrics. */
enum CallOutcome {
  @JsonProperty("completed")
  COMPLETED,
  @JsonProperty("tool_error")
  TOOL_ERROR,
  @JsonProperty("invalid_arguments")
  INVALID_ARGUMENTS,
  @JsonProperty("rate_limited")
  RATE_LIMITED,
  @JsonProperty("timed_out")
  TIMED_OUT,
  @JsonProperty("unavailable")
  UNAVAILABLE,
  @JsonProperty("protocol_error")
  PROTOCOL_ERROR
}
