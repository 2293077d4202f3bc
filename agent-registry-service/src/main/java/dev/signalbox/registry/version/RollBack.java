package dev.signalbox.registry.version;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.BackupAgents;
import dev.signalbox.registry.agent.DefinitionRules;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a definition that an agent had in the place of the one it has, as a new version. */
@Service
public class RollBack {

  private final CompareVersions versions;
  private final DefinitionRules rules;
  private final BackupAgents backups;
  private final ReplaceAgent replace;

  RollBack(
      CompareVersions versions, DefinitionRules rules, BackupAgents backups, ReplaceAgent replace) {
    this.versions = versions;
    this.rules = rules;
    this.backups = backups;
    this.replace = replace;
  }

  /**
   * Goes back to a version.
   *
   * @throws dev.signalbox.kit.problem.ProblemException {@code agent_not_found}, {@code
   *     version_not_found}, {@code agent_changed}, or {@code invalid_request} if today's rules do
   *     not allow what was allowed then
   */
  @Transactional
  public RegisteredAgent to(String agentId, int number, Expectation expectation, String by) {
    AgentDefinition definition = rules.read(versions.version(agentId, number).definition());
    backups.require(definition);
    return replace.replace(definition, expectation, by);
  }
}
