package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Sees to it that who is named as a backup is there when it is named. */
@Component
public class BackupAgents {

  private final Agents agents;

  BackupAgents(Agents agents) {
    this.agents = agents;
  }

  /** Whether the agent names no backup, or one that there is. */
  public boolean isThere(AgentDefinition definition) {
    String backup = definition.backupAgentId();
    return backup == null || agents.exists(backup);
  }

  /**
   * Refuses a backup that is not there.
   *
   * @throws ProblemException {@code invalid_request}
   */
  public void require(AgentDefinition definition) {
    if (!isThere(definition)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST,
              "Register the agent that takes over before the one that names it.")
          .withError("backup_agent_id", "must be the id of a registered agent");
    }
  }
}
