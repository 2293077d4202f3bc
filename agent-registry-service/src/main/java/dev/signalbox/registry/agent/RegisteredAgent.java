package dev.signalbox.registry.agent;

import java.time.Instant;

/**
 * An agent as the registry holds it.
 *
 * @param revision grows with every change in the registry and is never used twice
 */
public record RegisteredAgent(
    AgentDefinition definition, long revision, Instant createdAt, Instant updatedAt) {}
