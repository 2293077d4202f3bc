package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** Failures of this service, apart from those of models. */
public enum RoutingProblem implements CataloguedProblem {
  AGENT_NOT_FOUND("agent_not_found", 404, "There is no such agent"),
  AGENT_FORBIDDEN("agent_forbidden", 403, "The caller may not use this agent"),
  AGENT_NOT_RUNNABLE("agent_not_runnable", 422, "The agent cannot be run here"),
  CONVERSATION_NOT_FOUND("conversation_not_found", 404, "There is no such conversation"),
  MESSAGE_NOT_FOUND("message_not_found", 404, "There is no such message in the conversation"),
  CONVERSATION_BUSY(
      "conversation_busy", 409, "Another message of the conversation is being answered"),
  MESSAGE_TOO_LARGE("message_too_large", 413, "The message is larger than is taken"),
  NO_SUITABLE_AGENT("no_suitable_agent", 422, "No agent fits the message"),
  AGENTS_UNAVAILABLE("agents_unavailable", 503, "No agents are known yet"),
  ROUTING_BUSY("routing_busy", 503, "More messages are waiting for an agent than can be handled"),
  CLIENT_GONE("client_gone", 499, "The client went away before the answer was complete"),
  RUN_LOST("run_lost", 500, "The process that was answering stopped");

  private final CatalogueEntry entry;

  RoutingProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
