package dev.signalbox.registry.registration;

import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.check.CheckAgent;
import dev.signalbox.registry.check.CheckResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts a draft to work if it works, and isolates it if it does not. */
@Service
public class ActivateAgent {

  private final CheckAgent check;
  private final TakeIn takeIn;

  ActivateAgent(CheckAgent check, TakeIn takeIn) {
    this.check = check;
    this.takeIn = takeIn;
  }

  /**
   * Activates the agent. Only a draft is checked first: the others have been.
   *
   * @param found as it was read before
   */
  public RegisteredAgent activate(
      RegisteredAgent found, @Nullable String reason, Expectation expectation) {
    CheckResult result =
        found.standing().status() == AgentStatus.DRAFT
            ? check.check(found.definition())
            : new CheckResult.NothingToCheck();
    return takeIn.activate(found.agentId(), result, reason, expectation);
  }
}
