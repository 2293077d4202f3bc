package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.ProblemException;

/** Holds an agent for a change, provided that it is in the state the change is meant for. */
public final class HeldAgent {

  private HeldAgent() {}

  /**
   * Reads the agent and keeps it from changing until the transaction ends.
   *
   * @throws ProblemException {@code agent_not_found}, or {@code agent_changed}
   */
  public static RegisteredAgent of(Agents agents, String agentId, Expectation expectation) {
    RegisteredAgent held =
        agents
            .hold(agentId)
            .orElseThrow(
                () ->
                    new ProblemException(
                        AgentProblem.AGENT_NOT_FOUND,
                        "No agent has this id. GET /api/v1/agents lists those that exist."));
    if (!expectation.allows(held.revision())) {
      throw new ProblemException(
              AgentProblem.AGENT_CHANGED,
              "The agent is at another revision than If-Match names. Read it again, and repeat the"
                  + " change on what it says now.")
          .with("revision", held.revision());
    }
    return held;
  }
}
