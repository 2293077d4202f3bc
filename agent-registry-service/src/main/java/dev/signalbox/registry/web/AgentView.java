package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agent as callers see it: its definition, and what the registry knows about it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentView(
    @JsonUnwrapped AgentDocument definition,
    String status,
    @Nullable String statusReason,
    Instant statusSince,
    String health,
    int recoveryShare,
    long revision,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  static AgentView of(RegisteredAgent agent) {
    Standing standing = agent.standing();
    return new AgentView(
        AgentDocument.of(agent.definition()),
        standing.status().code(),
        standing.reason(),
        standing.since(),
        standing.health().code(),
        standing.recoveryShare(),
        agent.revision(),
        agent.version(),
        agent.createdAt(),
        agent.updatedAt());
  }
}
