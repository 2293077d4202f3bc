package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can go wrong with an agent of the registry. */
public enum AgentProblem implements CataloguedProblem {
  AGENT_NOT_FOUND("agent_not_found", 404, "There is no such agent"),
  AGENT_ALREADY_EXISTS("agent_already_exists", 409, "An agent with this id is already registered"),
  AGENT_CHANGED("agent_changed", 412, "The agent was changed since it was read"),
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
