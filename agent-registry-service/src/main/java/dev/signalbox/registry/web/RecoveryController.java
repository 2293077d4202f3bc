package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.recovery.MoveAgent;
import dev.signalbox.registry.recovery.Recoveries;
import dev.signalbox.registry.recovery.Recovery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents/{agentId}/recovery")
class RecoveryController {

  private final VisibleAgents visible;
  private final Recoveries recoveries;
  private final MoveAgent move;

  RecoveryController(VisibleAgents visible, Recoveries recoveries, MoveAgent move) {
    this.visible = visible;
    this.recoveries = recoveries;
    this.move = move;
  }

  /**
   * How far an agent has come back.
   *
   * @param recovering whether it is brought back without a person
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RecoveryView(
      String agentId,
      String status,
      boolean recovering,
      int recoveryShare,
      int attempts,
      @Nullable Instant leftServiceAt,
      @Nullable Instant stageSince,
      @Nullable Instant escalatedAt) {}

  @GetMapping
  RecoveryView show(@PathVariable String agentId, Caller caller) {
    RegisteredAgent agent = visible.find(agentId, caller);
    Recovery recovery = recoveries.find(agentId).orElse(null);
    return new RecoveryView(
        agentId,
        agent.standing().status().code(),
        recovery != null,
        agent.standing().recoveryShare(),
        recovery == null ? 0 : recovery.attempts(),
        recovery == null ? null : recovery.isolatedAt(),
        recovery == null ? null : recovery.stageSince(),
        recovery == null ? null : recovery.escalatedAt());
  }

  /** Takes the next step on its way back now. */
  @PostMapping("/advance")
  ResponseEntity<AgentView> advance(@PathVariable String agentId, Caller caller) {
    visible.require(agentId, caller);
    return AgentAnswers.ok(move.advance(agentId));
  }
}
