package dev.signalbox.registry.registration;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.check.CheckResult;
import dev.signalbox.registry.trial.ExamineAgent;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Registers an agent and puts it to work if it works. One that does not is registered all the same,
 * isolated and with the reason. No transaction is open while it is asked.
 */
@Service
public class EnrolAgent {

  private final Agents agents;
  private final ExamineAgent examine;
  private final TakeIn takeIn;

  EnrolAgent(Agents agents, ExamineAgent examine, TakeIn takeIn) {
    this.agents = agents;
    this.examine = examine;
    this.takeIn = takeIn;
  }

  /** Registers the agent; empty if its id is taken. A draft is not asked anything yet. */
  public Optional<RegisteredAgent> enrol(
      AgentDefinition definition, AgentStatus wanted, String by) {
    if (agents.exists(definition.agentId())) {
      return Optional.empty();
    }
    CheckResult result =
        wanted == AgentStatus.DRAFT
            ? new CheckResult.NothingToCheck()
            : examine.examine(definition);
    return takeIn.add(definition, wanted, result, by);
  }
}
