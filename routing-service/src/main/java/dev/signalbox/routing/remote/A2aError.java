package dev.signalbox.routing.remote;

import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import java.io.Serial;
import tools.jackson.databind.JsonNode;

/** A JSON-RPC error that an agent answered with. */
final class A2aError extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** A2A 1.0, section 5.4. */
  private static final int TASK_NOT_FOUND = -32001;

  private static final int LONGEST_WORDS = 500;

  private final int code;

  A2aError(JsonNode error) {
    super(words(error.path("message").asString("")));
    this.code = error.path("code").asInt(0);
  }

  int code() {
    return code;
  }

  /** Whether it does not know a task that it named itself. */
  boolean hasForgotten() {
    return code == TASK_NOT_FOUND;
  }

  AgentException toFailure() {
    return new AgentException(
        code == -32603 || code == 0 ? AgentFailure.AGENT_ERROR : AgentFailure.AGENT_REFUSED,
        "The agent answered with error %d: %s".formatted(code, getMessage()),
        this);
  }

  private static String words(String message) {
    return message.length() <= LONGEST_WORDS ? message : message.substring(0, LONGEST_WORDS) + "…";
  }
}
