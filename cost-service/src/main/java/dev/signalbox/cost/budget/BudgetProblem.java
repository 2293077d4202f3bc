package dev.signalbox.cost.budget;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can go wrong with a budget. */
public enum BudgetProblem implements CataloguedProblem {
  BUDGET_NOT_FOUND("budget_not_found", 404, "There is no such budget"),
  TOO_MANY_BUDGETS("too_many_budgets", 409, "No more budgets may be made"),
  BUDGET_KEEPS_ITS_SCOPE("budget_keeps_its_scope", 409, "What a budget counts never changes"),
  BUDGET_CHANGED("budget_changed", 412, "The budget was changed since it was read"),
  IF_MATCH_REQUIRED("if_match_required", 428, "The request must say which revision it changes"),
  BUDGET_EXHAUSTED("budget_exhausted", 429, "A budget has too little left"),
  LEASE_CLOSED("lease_closed", 409, "The lease was closed before it was granted"),
  BUDGET_BUSY("budget_busy", 503, "The budget is being worked on");

  private final CatalogueEntry entry;

  BudgetProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
