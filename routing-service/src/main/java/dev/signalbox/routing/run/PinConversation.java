package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.conversation.Conversations;

/** Has an agent answer everything in a conversation from now on, whatever it is about. */
public final class PinConversation {

  private final KnownAgents agents;
  private final Conversations conversations;

  PinConversation(KnownAgents agents, Conversations conversations) {
    this.agents = agents;
    this.conversations = conversations;
  }

  /**
   * Until it is unpinned, or pinned to another.
   *
   * @throws ProblemException when the agent is unknown, not granted or not run here
   */
  public void pin(String conversationId, String agentId, Caller caller) {
    Agent agent = agents.find(agentId);
    if (agent == null) {
      throw new ProblemException(
          RoutingProblem.AGENT_NOT_FOUND, "GET /api/v1/agents lists the agents.");
    }
    if (!caller.mayUse(agentId)) {
      throw new ProblemException(
          RoutingProblem.AGENT_FORBIDDEN, "The caller's key is not granted this agent.");
    }
    switch (agent.standing().status()) {
      case ACTIVE, DRAINING, ISOLATED -> conversations.pin(conversationId, agentId);
      case DRAFT, RETIRED ->
          throw new ProblemException(
              RoutingProblem.AGENT_NOT_RUNNABLE,
              "The agent is not in service; GET /api/v1/agents lists those that are.");
    }
  }
}
