package dev.signalbox.routing.runner;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** Why an agent gave no answer, apart from failures of its model. */
public enum AgentFailure implements CataloguedProblem {
  AGENT_UNAVAILABLE("agent_unavailable", 503, "The agent takes no messages at the moment"),
  AGENT_BUSY("agent_busy", 503, "The agent is at work on as many messages as it may be"),
  AGENT_ERROR("agent_error", 502, "The agent failed"),
  AGENT_REFUSED("agent_refused", 502, "The agent does not take the request"),
  AGENT_ADDRESS_REFUSED(
      "agent_address_refused", 502, "The agent is at an address that may not be called"),
  AGENT_ANSWER_UNREADABLE("agent_answer_unreadable", 502, "What the agent answered cannot be read"),
  AGENT_TIMED_OUT("agent_timed_out", 504, "The agent gave no sign of life for too long");

  private final CatalogueEntry entry;

  AgentFailure(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
