package dev.signalbox.registry.agent;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds an agent to the registry. */
@Service
public class RegisterAgent {

  private final Agents agents;
  private final AnnounceAgents announce;

  RegisterAgent(Agents agents, AnnounceAgents announce) {
    this.agents = agents;
    this.announce = announce;
  }

  /** Registers the agent as active; empty if its id is taken. */
  @Transactional
  public Optional<RegisteredAgent> register(AgentDefinition definition, String by) {
    return register(definition, AgentStatus.ACTIVE, null, null, by);
  }

  /**
   * Registers the agent; empty if its id is taken.
   *
   * @param reason why it begins with this status
   * @param at where it is reached, if its card said so
   * @param by who registers it
   */
  @Transactional
  public Optional<RegisteredAgent> register(
      AgentDefinition definition,
      AgentStatus status,
      @Nullable String reason,
      @Nullable CardInterface at,
      String by) {
    Optional<RegisteredAgent> added = agents.add(definition, status, reason, by);
    if (at != null) {
      added = added.map(agent -> agents.reach(agent, at));
    }
    added.ifPresent(agent -> announce.announce("registered", agent));
    return added;
  }
}
