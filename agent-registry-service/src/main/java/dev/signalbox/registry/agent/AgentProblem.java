package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can go wrong with an agent of the registry. */
public enum AgentProblem implements CataloguedProblem {
  AGENT_NOT_FOUND("agent_not_found", 404, "There is no such agent"),
  VERSION_NOT_FOUND("version_not_found", 404, "There is no such version of the agent"),
  AGENT_ALREADY_EXISTS("agent_already_exists", 409, "An agent with this id is already registered"),
  AGENT_STATUS_CONFLICT("agent_status_conflict", 409, "The agent's status does not allow this"),
  AGENT_CHANGED("agent_changed", 412, "The agent was changed since it was read"),
  IMPORT_REFUSED("import_refused", 422, "The file holds agents that cannot be brought in"),
  IF_MATCH_REQUIRED("if_match_required", 428, "The request must say which revision it changes");

  private final CatalogueEntry entry;

  AgentProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
