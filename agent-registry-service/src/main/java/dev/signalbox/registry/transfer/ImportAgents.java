package dev.signalbox.registry.transfer;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.BackupAgents;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.DefinitionRules;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisterAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import dev.signalbox.registry.transfer.ImportedAgent.Outcome;
import dev.signalbox.registry.version.CompareVersions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings in the agents of a file, all of them or none. */
@Service
public class ImportAgents {

  private final ReadAgentFile file;
  private final DefinitionRules rules;
  private final Agents agents;
  private final BackupAgents backups;
  private final CompareVersions compare;
  private final RegisterAgent register;
  private final ReplaceAgent replace;

  ImportAgents(
      ReadAgentFile file,
      DefinitionRules rules,
      Agents agents,
      BackupAgents backups,
      CompareVersions compare,
      RegisterAgent register,
      ReplaceAgent replace) {
    this.file = file;
    this.rules = rules;
    this.agents = agents;
    this.backups = backups;
    this.compare = compare;
    this.register = register;
    this.replace = replace;
  }

  /** What would become of each agent of the file. Nothing is changed. */
  public List<ImportedAgent> preview(String text, FileFormat format) {
    Set<String> seen = new HashSet<>();
    List<ImportedAgent> imported = new ArrayList<>();
    for (FileEntry entry : file.read(text, format)) {
      ImportedAgent agent =
          switch (entry) {
            case FileEntry.Understood(AgentDocument document) -> judge(document);
            case FileEntry.NotUnderstood(String agentId, FieldProblem problem) ->
                ImportedAgent.refused(agentId, List.of(problem));
          };
      imported.add(seen.add(agent.agentId()) ? agent : twice(agent));
    }
    return imported.stream().map(agent -> withBackup(agent, seen)).toList();
  }

  /**
   * Adds and changes what the file says. Agents that are not in it stay as they are.
   *
   * @throws ProblemException {@code import_refused} if one of them is refused; then none is changed
   */
  @Transactional
  public List<ImportedAgent> apply(String text, FileFormat format, String by) {
    List<ImportedAgent> imported = preview(text, format);
    long refused = imported.stream().filter(agent -> agent.outcome() == Outcome.REFUSED).count();
    if (refused > 0) {
      throw new ProblemException(
              AgentProblem.IMPORT_REFUSED,
              "%,d of %,d agents are refused, so none was brought in; agents says why."
                  .formatted(refused, imported.size()))
          .with("agents", imported);
    }
    // In the order of their ids, so that two imports at once wait for each other and go on.
    imported.stream()
        .sorted(Comparator.comparing(ImportedAgent::agentId))
        .forEach(agent -> bringIn(agent, by));
    return imported;
  }

  private void bringIn(ImportedAgent agent, String by) {
    AgentDefinition definition = agent.definition();
    if (definition == null || agent.outcome() == Outcome.UNCHANGED) {
      return;
    }
    // Agents that run elsewhere are checked when they are activated.
    AgentStatus first = definition instanceof BuiltInAgent ? AgentStatus.ACTIVE : AgentStatus.DRAFT;
    if (register.register(definition, first, null, null, by).isEmpty()) {
      replace.replace(definition, new Expectation.AnyRevision(), by);
    }
  }

  private ImportedAgent judge(AgentDocument document) {
    String called = document.agentId() == null ? "" : document.agentId();
    try {
      return judge(rules.read(document));
    } catch (ProblemException e) {
      return ImportedAgent.refused(called, e.errors());
    }
  }

  private ImportedAgent judge(AgentDefinition definition) {
    Optional<RegisteredAgent> present = agents.find(definition.agentId());
    if (present.isEmpty()) {
      return ImportedAgent.accepted(definition, Outcome.ADDED, List.of());
    }
    return present.get().definition().equals(definition)
        ? ImportedAgent.accepted(definition, Outcome.UNCHANGED, List.of())
        : ImportedAgent.accepted(
            definition, Outcome.CHANGED, compare.between(present.get().definition(), definition));
  }

  private static ImportedAgent twice(ImportedAgent agent) {
    return ImportedAgent.refused(
        agent.agentId(), List.of(new FieldProblem("agent_id", "is in the file twice")));
  }

  private ImportedAgent withBackup(ImportedAgent agent, Set<String> inFile) {
    AgentDefinition definition = agent.definition();
    if (definition == null
        || backups.isThere(definition)
        || inFile.contains(definition.backupAgentId())) {
      return agent;
    }
    return ImportedAgent.refused(
        agent.agentId(),
        List.of(
            new FieldProblem(
                "backup_agent_id", "must be the id of a registered agent, or of one in the file")));
  }
}
