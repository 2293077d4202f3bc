package dev.signalbox.registry.agent;

import java.time.Instant;

/**
 * A definition that an agent has or had.
 *
 * @param number from 1, per agent
 * @param changedBy who made it
 */
public record Version(
    int number, long revision, AgentDocument definition, String changedBy, Instant createdAt) {}
