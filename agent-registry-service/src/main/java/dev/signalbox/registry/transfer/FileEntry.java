package dev.signalbox.registry.transfer;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.registry.agent.AgentDocument;

/** One agent as it stands in a file. */
sealed interface FileEntry {

  /** It has the form of a definition; whether it keeps the rules is another question. */
  record Understood(AgentDocument document) implements FileEntry {}

  /**
   * It has not.
   *
   * @param agentId what the file calls it, or its place in the file
   */
  record NotUnderstood(String agentId, FieldProblem problem) implements FileEntry {}
}
