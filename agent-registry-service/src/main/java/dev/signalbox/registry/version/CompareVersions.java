package dev.signalbox.registry.version;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.Version;
import dev.signalbox.registry.agent.Versions;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Says what differs between two versions of an agent. */
@Service
public class CompareVersions {

  private final Versions versions;
  private final JsonMapper json;

  CompareVersions(Versions versions, JsonMapper json) {
    this.versions = versions;
    this.json = json;
  }

  /**
   * What differs.
   *
   * @throws ProblemException {@code version_not_found}
   */
  public List<Change> between(String agentId, int from, int to) {
    return Difference.between(
        json.valueToTree(version(agentId, from).definition()),
        json.valueToTree(version(agentId, to).definition()));
  }

  /** What differs between two definitions. */
  public List<Change> between(AgentDefinition from, AgentDefinition to) {
    return Difference.between(
        json.valueToTree(AgentDocument.of(from)), json.valueToTree(AgentDocument.of(to)));
  }

  /**
   * One version.
   *
   * @throws ProblemException {@code version_not_found}
   */
  public Version version(String agentId, int number) {
    return versions.find(agentId, number).orElseThrow(() -> notFound(number));
  }

  private static ProblemException notFound(int number) {
    return new ProblemException(
        AgentProblem.VERSION_NOT_FOUND,
        "There is no version %,d, or it is no longer kept. GET .../versions lists those that are."
            .formatted(number));
  }
}
