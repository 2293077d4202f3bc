package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.runner.AgentException;
import org.jspecify.annotations.Nullable;

/** Which failures are the agent's, so that another one may do better. */
final class AgentFault {

  private AgentFault() {}

  /** The failure's code; null if it is nobody's, the caller's or ours. */
  static @Nullable ProblemCode of(RuntimeException failure) {
    return switch (failure) {
      case AgentException agent -> agent.failure();
      case ModelException model ->
          switch (model.failure()) {
            case BUDGET_EXHAUSTED, DEADLINE_EXCEEDED -> null;
            case PROVIDER_UNAVAILABLE,
                PROVIDER_BUSY,
                PROVIDER_ERROR,
                PROVIDER_REFUSED,
                PROVIDER_TIMED_OUT,
                MODEL_UNKNOWN,
                ANSWER_CUT_OFF,
                ANSWER_TOO_LONG,
                TOO_MANY_TOOL_ROUNDS ->
                model.failure();
          };
      default -> null;
    };
  }

  /**
   * Whether the failure says that the agent is not well. What it may have been sent can make it
   * refuse, too, and nobody shall put an agent out of service by what they say.
   */
  static boolean isSymptom(RuntimeException failure) {
    return switch (failure) {
      case AgentException agent ->
          switch (agent.failure()) {
            case AGENT_UNAVAILABLE,
                AGENT_ERROR,
                AGENT_ADDRESS_REFUSED,
                AGENT_ANSWER_UNREADABLE,
                AGENT_TIMED_OUT ->
                true;
            case AGENT_BUSY, AGENT_REFUSED -> false;
          };
      case ModelException model ->
          switch (model.failure()) {
            case PROVIDER_UNAVAILABLE,
                PROVIDER_BUSY,
                PROVIDER_ERROR,
                PROVIDER_TIMED_OUT,
                MODEL_UNKNOWN,
                ANSWER_CUT_OFF ->
                true;
            case BUDGET_EXHAUSTED,
                DEADLINE_EXCEEDED,
                PROVIDER_REFUSED,
                ANSWER_TOO_LONG,
                TOO_MANY_TOOL_ROUNDS ->
                false;
          };
      default -> false;
    };
  }
}
