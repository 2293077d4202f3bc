package dev.signalbox.registry.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Data of every event about an agent: the whole of it, so that the last one says all there is to
 * know.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentEvent(
    @JsonUnwrapped AgentDocument definition,
    int version,
    String status,
    @Nullable String statusReason,
    String health,
    int recoveryShare) {

  static AgentEvent of(RegisteredAgent agent) {
    Standing standing = agent.standing();
    return new AgentEvent(
        AgentDocument.of(agent.definition()),
        agent.version(),
        standing.status().code(),
        standing.reason(),
        standing.health().code(),
        standing.recoveryShare());
  }
}
