package dev.signalbox.registry.registration;

import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.check.CheckResult;
import dev.signalbox.registry.trial.ExamineAgent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts a draft to work if it works, and isolates it if it does not. */
@Service
public class ActivateAgent {

  private final ExamineAgent examine;
  private final TakeIn takeIn;

  ActivateAgent(ExamineAgent examine, TakeIn takeIn) {
    this.examine = examine;
    this.takeIn = takeIn;
  }

  /**
   * Activates the agent. Only a draft is examined first: the others have been.
   *
   * @param found as it was read before
   */
  public RegisteredAgent activate(
      RegisteredAgent found, @Nullable String reason, Expectation expectation) {
    CheckResult result =
        found.standing().status() == AgentStatus.DRAFT
            ? examine.examine(found.definition())
            : new CheckResult.NothingToCheck();
    return takeIn.activate(found.agentId(), result, reason, expectation);
  }
}
