package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.RegisteredAgent;
import org.springframework.stereotype.Component;

/** The agents a caller may know of: those its key is granted, or all. */
@Component
class VisibleAgents {

  private final Agents agents;

  VisibleAgents(Agents agents) {
    this.agents = agents;
  }

  /**
   * One of them.
   *
   * @throws ProblemException {@code agent_not_found}, also for one that the caller is not granted
   */
  RegisteredAgent find(String agentId, Caller caller) {
    require(agentId, caller);
    return agents.find(agentId).orElseThrow(VisibleAgents::notFound);
  }

  /**
   * Refuses a caller that is not granted the agent as if there were none.
   *
   * @throws ProblemException {@code agent_not_found}
   */
  void require(String agentId, Caller caller) {
    if (!caller.mayUse(agentId)) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(
        AgentProblem.AGENT_NOT_FOUND,
        "No agent has this id. GET /api/v1/agents lists those that exist.");
  }
}
