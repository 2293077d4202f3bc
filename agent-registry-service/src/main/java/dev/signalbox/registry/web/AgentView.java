package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.time.Instant;

/** An agent as callers see it: its definition, and what the registry knows about it. */
record AgentView(
    @JsonUnwrapped AgentDocument definition, long revision, Instant createdAt, Instant updatedAt) {

  static AgentView of(RegisteredAgent agent) {
    return new AgentView(
        AgentDocument.of(agent.definition()),
        agent.revision(),
        agent.createdAt(),
        agent.updatedAt());
  }
}
