package dev.signalbox.registry.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the registry holds it.
 *
 * @param revision grows with every change of a definition in the registry and is never used twice
 * @param version counts the definitions this agent has had, from 1
 * @param standingRevision counts the changes of its standing
 * @param cardInterface where it is reached, of an A2A agent whose card is known
 */
public record RegisteredAgent(
    AgentDefinition definition,
    long revision,
    int version,
    Standing standing,
    int standingRevision,
    @Nullable CardInterface cardInterface,
    Instant createdAt,
    Instant updatedAt) {

  public String agentId() {
    return definition.agentId();
  }
}
