package dev.signalbox.routing.model;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** Why a model gave no answer, or not all of it. */
public enum ModelFailure implements CataloguedProblem {
  PROVIDER_UNAVAILABLE("provider_unavailable", 503, "No provider of the model can be reached"),
  PROVIDER_BUSY(
      "provider_busy", 503, "Every provider of the model turns requests away at the moment"),
  BUDGET_EXHAUSTED("budget_exhausted", 429, "A budget has too little left"),
  PROVIDER_ERROR("provider_error", 502, "The provider of the model failed"),
  PROVIDER_REFUSED("provider_refused", 502, "The provider of the model does not take the request"),
  PROVIDER_TIMED_OUT("provider_timed_out", 504, "The provider of the model took too long"),
  MODEL_UNKNOWN("model_unknown", 502, "The model of the agent is not known"),
  ANSWER_CUT_OFF("answer_cut_off", 502, "The answer of the model ended in the middle"),
  ANSWER_TOO_LONG("answer_too_long", 502, "The answer of the model is longer than is kept"),
  TOO_MANY_TOOL_ROUNDS(
      "too_many_tool_rounds", 502, "The model called tools more often than is allowed"),
  DEADLINE_EXCEEDED("deadline_exceeded", 504, "The deadline of the request has passed");

  private final CatalogueEntry entry;

  ModelFailure(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
