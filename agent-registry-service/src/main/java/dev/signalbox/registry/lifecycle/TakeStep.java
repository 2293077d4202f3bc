package dev.signalbox.registry.lifecycle;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.AnnounceAgents;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.HeldAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.recovery.Recoveries;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an agent a step further in its life. */
@Service
public class TakeStep {

  private final Agents agents;
  private final Recoveries recoveries;
  private final AnnounceAgents announce;

  TakeStep(Agents agents, Recoveries recoveries, AnnounceAgents announce) {
    this.agents = agents;
    this.recoveries = recoveries;
    this.announce = announce;
  }

  /**
   * Takes the step. Where it leads to what the agent is already, nothing changes and nothing is
   * said.
   *
   * @throws ProblemException {@code agent_not_found}, {@code agent_changed}, or {@code
   *     agent_status_conflict} if the agent's status does not allow the step
   */
  @Transactional
  public RegisteredAgent take(
      String agentId, LifeCycleStep step, @Nullable String reason, Expectation expectation) {
    RegisteredAgent held = HeldAgent.of(agents, agentId, expectation);
    AgentStatus present = held.standing().status();
    AgentStatus next = step.from(present).orElseThrow(() -> conflict(step, present));
    if (next == present) {
      return held;
    }
    // From here on a person decides.
    recoveries.forget(agentId);
    RegisteredAgent changed = agents.stand(held, held.standing().with(next, reason, agents.now()));
    announce.announce(step.event(), changed);
    return changed;
  }

  private static ProblemException conflict(LifeCycleStep step, AgentStatus present) {
    String possible =
        Arrays.stream(LifeCycleStep.values())
            .filter(other -> other.from(present).filter(next -> next != present).isPresent())
            .map(LifeCycleStep::code)
            .collect(Collectors.joining(", "));
    return new ProblemException(
            AgentProblem.AGENT_STATUS_CONFLICT,
            "The agent is %s, and one cannot %s it. What can be done with it: %s."
                .formatted(present.code(), step.code(), possible))
        .with("status", present.code());
  }
}
