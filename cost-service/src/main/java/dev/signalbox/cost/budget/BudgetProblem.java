package dev.signalbox.cost.budget;

import dev.signalbox.kit.problem.ProblemCode;

/** What can go wrong with a budget. */
public enum BudgetProblem implements ProblemCode {
  BUDGET_NOT_FOUND("budget_not_found", 404, "There is no such budget"),
  TOO_MANY_BUDGETS("too_many_budgets", 409, "No more budgets may be made"),
  BUDGET_KEEPS_ITS_SCOPE("budget_keeps_its_scope", 409, "What a budget counts never changes"),
  BUDGET_CHANGED("budget_changed", 412, "The budget was changed since it was read"),
  IF_MATCH_REQUIRED("if_match_required", 428, "The request must say which revision it changes"),
  BUDGET_EXHAUSTED("budget_exhausted", 429, "A budget has too little left"),
  LEASE_CLOSED("lease_closed", 409, "The lease was closed before it was granted"),
  BUDGET_BUSY("budget_busy", 503, "The budget is being worked on");

  private final String code;
  private final int status;
  private final String title;

  BudgetProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
