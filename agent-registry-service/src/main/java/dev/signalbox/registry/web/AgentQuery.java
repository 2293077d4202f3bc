package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentFilter;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.HealthState;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a search for agents. */
record AgentQuery(
    @Nullable String text,
    @Nullable String skill,
    @Nullable String capability,
    @Nullable String specialization,
    @Nullable String tag,
    @Nullable String model,
    @Nullable String tool,
    @Nullable String health,
    @Nullable String status) {

  private static final int LONGEST = 200;

  /** What they ask for, among what the caller may see. */
  AgentFilter filter(Caller caller) {
    return new AgentFilter(
        checked("text", text),
        checked("skill", skill),
        checked("capability", capability),
        checked("specialization", specialization),
        checked("tag", tag),
        checked("model", model),
        checked("tool", tool),
        health == null
            ? null
            : HealthState.of(health)
                .orElseThrow(
                    () ->
                        unknown(
                            "health",
                            Arrays.stream(HealthState.values())
                                .map(HealthState::code)
                                .collect(Collectors.joining(", ")))),
        status == null
            ? null
            : AgentStatus.of(status)
                .orElseThrow(
                    () ->
                        unknown(
                            "status",
                            Arrays.stream(AgentStatus.values())
                                .map(AgentStatus::code)
                                .collect(Collectors.joining(", ")))),
        caller.agents());
  }

  private static @Nullable String checked(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    if (value.isBlank() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
      throw invalid(name, "must have between 1 and %d characters".formatted(LONGEST));
    }
    return value;
  }

  private static ProblemException unknown(String name, String known) {
    return invalid(name, "must be one of " + known);
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
