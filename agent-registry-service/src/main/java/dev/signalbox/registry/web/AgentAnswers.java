package dev.signalbox.registry.web;

import dev.signalbox.registry.agent.RegisteredAgent;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers that consist of one agent, with its entity tag. */
final class AgentAnswers {

  private AgentAnswers() {}

  static ResponseEntity<AgentView> ok(RegisteredAgent agent) {
    return ResponseEntity.ok().eTag(EntityTags.of(agent)).body(AgentView.of(agent));
  }

  static ResponseEntity<AgentView> created(RegisteredAgent agent) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .eTag(EntityTags.of(agent))
        .location(URI.create("/api/v1/agents/" + agent.agentId()))
        .body(AgentView.of(agent));
  }
}
