package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an agent out of the registry. */
@Service
public class RemoveAgent {

  private final Agents agents;
  private final AnnounceAgents announce;

  RemoveAgent(Agents agents, AnnounceAgents announce) {
    this.agents = agents;
    this.announce = announce;
  }

  /**
   * Removes the agent; its id is free again.
   *
   * @throws ProblemException {@code agent_not_found}, or {@code agent_changed} if the present
   *     revision is not an expected one
   */
  @Transactional
  public void remove(String agentId, Expectation expectation) {
    RegisteredAgent held = HeldAgent.of(agents, agentId, expectation);
    agents.remove(agentId);
    announce.announce("deleted", held);
  }
}
