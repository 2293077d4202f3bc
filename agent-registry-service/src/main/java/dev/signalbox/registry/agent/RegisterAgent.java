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
    return register(definition, AgentStatus.ACTIVE, null, by);
  }

  /**
   * Registers the agent; empty if its id is taken.
   *
   * @param reason why it begins with this status
   * @param by who registers it
   */
  @Transactional
  public Optional<RegisteredAgent> register(
      AgentDefinition definition, AgentStatus status, @Nullable String reason, String by) {
    Optional<RegisteredAgent> added = agents.add(definition, status, reason, by);
    added.ifPresent(agent -> announce.announce("registered", agent));
    return added;
  }
}
