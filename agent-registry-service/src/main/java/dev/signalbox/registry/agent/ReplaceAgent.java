package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes an agent's definition as a whole. */
@Service
public class ReplaceAgent {

  private final Agents agents;
  private final AnnounceAgents announce;

  ReplaceAgent(Agents agents, AnnounceAgents announce) {
    this.agents = agents;
    this.announce = announce;
  }

  /**
   * Replaces the definition of the agent with the same id. A definition that says the same as the
   * present one changes nothing: no new revision, no event.
   *
   * @throws ProblemException {@code agent_not_found}, or {@code agent_changed} if the present
   *     revision is not an expected one
   */
  @Transactional
  public RegisteredAgent replace(AgentDefinition definition, Expectation expectation, String by) {
    RegisteredAgent held = HeldAgent.of(agents, definition.agentId(), expectation);
    if (held.definition().equals(definition)) {
      return held;
    }
    RegisteredAgent replaced = agents.replace(held, definition, by);
    if (replaced.cardInterface() != null && !hasTheSameCard(held.definition(), definition)) {
      replaced = agents.reach(replaced, null);
    }
    announce.announce("updated", replaced);
    return replaced;
  }

  private static boolean hasTheSameCard(AgentDefinition before, AgentDefinition now) {
    return before instanceof RemoteA2aAgent first
        && now instanceof RemoteA2aAgent second
        && first.cardUrl().equals(second.cardUrl());
  }
}
