package dev.signalbox.mcppool.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;

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
  PROTOCOL_ERROR;

  static CallOutcome of(ProblemException failure) {
    if (failure.code() == McpProblem.INVALID_ARGUMENTS) {
      return INVALID_ARGUMENTS;
    }
    if (failure.code() == McpProblem.TOOL_RATE_LIMITED) {
      return RATE_LIMITED;
    }
    if (failure.code() == CommonProblem.DEADLINE_EXCEEDED) {
      return TIMED_OUT;
    }
    return failure.code() == McpProblem.PROTOCOL_ERROR ? PROTOCOL_ERROR : UNAVAILABLE;
  }
}
