package dev.signalbox.registry.agent;

import java.util.Optional;
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

  /** Registers the agent; empty if its id is taken. */
  @Transactional
  public Optional<RegisteredAgent> register(AgentDefinition definition) {
    Optional<RegisteredAgent> added = agents.add(definition);
    added.ifPresent(_ -> announce.registered(definition));
    return added;
  }
}
