package dev.signalbox.routing.run;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentHealth;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.decision.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer in place of the agent that is meant: other candidates that fit nearly as well,
 * best first, then its backup. Nobody is in it twice, so no message goes back to where it failed.
 */
final class Alternatives {

  private final KnownAgents agents;
  private final FallbackProperties settings;

  Alternatives(KnownAgents agents, FallbackProperties settings) {
    this.agents = agents;
    this.settings = settings;
  }

  /**
   * The agent and those in its place.
   *
   * @param candidates best first; empty when nobody else was looked for
   */
  List<Agent> behind(Agent chosen, List<Candidate> candidates, Caller caller, String messageId) {
    Map<String, Agent> inOrder = new LinkedHashMap<>();
    inOrder.put(chosen.id(), chosen);
    double enough =
        candidates.stream().mapToDouble(Candidate::score).max().orElse(0) * settings.nearness();
    for (Candidate candidate : candidates) {
      if (candidate.score() >= enough && inOrder.size() <= settings.candidates()) {
        add(inOrder, candidate.agentId(), caller, messageId);
      }
    }
    add(inOrder, chosen.standing().backupAgentId(), caller, messageId);
    return List.copyOf(inOrder.values());
  }

  private void add(
      Map<String, Agent> inOrder, @Nullable String agentId, Caller caller, String messageId) {
    Agent agent = agentId == null ? null : agents.find(agentId);
    if (agent != null
        && caller.mayUse(agent.id())
        && agent.isReachable()
        && agent.standing().begins(messageId)
        && agent.standing().health() != AgentHealth.UNHEALTHY) {
      inOrder.putIfAbsent(agent.id(), agent);
    }
  }
}
