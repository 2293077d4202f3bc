package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.lifecycle.LifeCycleStep;
import dev.signalbox.registry.lifecycle.TakeStep;
import dev.signalbox.registry.registration.ActivateAgent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LifeCycleController {

  private static final int LONGEST_REASON = 500;

  private final VisibleAgents visible;
  private final TakeStep take;
  private final ActivateAgent activate;

  LifeCycleController(VisibleAgents visible, TakeStep take, ActivateAgent activate) {
    this.visible = visible;
    this.take = take;
    this.activate = activate;
  }

  record StepRequest(@Nullable String reason) {
    @Nullable String checkedReason() {
      if (reason == null || reason.isBlank()) {
        return null;
      }
      if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
        throw new ProblemException(CommonProblem.INVALID_REQUEST, "Say it in fewer words.")
            .withError("reason", "must have at most %d characters".formatted(LONGEST_REASON));
      }
      return reason;
    }
  }

  @PostMapping("/api/v1/agents/{agentId}/{step:activate|drain|isolate|restore|retire}")
  ResponseEntity<AgentView> take(
      @PathVariable String agentId,
      @PathVariable String step,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable StepRequest request,
      Caller caller) {
    RegisteredAgent found = visible.find(agentId, caller);
    String reason = request == null ? null : request.checkedReason();
    Expectation expectation = EntityTags.expectationIfAny(ifMatch);
    LifeCycleStep wanted = LifeCycleStep.of(step).orElseThrow();
    return AgentAnswers.ok(
        wanted == LifeCycleStep.ACTIVATE
            ? activate.activate(found, reason, expectation)
            : take.take(agentId, wanted, reason, expectation));
  }
}
