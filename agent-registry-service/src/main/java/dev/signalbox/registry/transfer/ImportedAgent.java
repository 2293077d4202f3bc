package dev.signalbox.registry.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.version.Change;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one agent of a file.
 *
 * @param changes what would be different, of one that is there already
 * @param problems why it is refused
 * @param definition absent if it is refused
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImportedAgent(
    String agentId,
    Outcome outcome,
    List<Change> changes,
    List<FieldProblem> problems,
    @JsonIgnore @Nullable AgentDefinition definition) {

  /** What becomes of it. */
  public enum Outcome {
    ADDED,
    CHANGED,
    UNCHANGED,
    REFUSED;

    @JsonValue
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static ImportedAgent accepted(AgentDefinition definition, Outcome outcome, List<Change> changes) {
    return new ImportedAgent(definition.agentId(), outcome, changes, List.of(), definition);
  }

  static ImportedAgent refused(String agentId, List<FieldProblem> problems) {
    return new ImportedAgent(agentId, Outcome.REFUSED, List.of(), problems, null);
  }
}
