package dev.signalbox.cost.web;

import dev.signalbox.kit.problem.ProblemCode;

/** What can go wrong when costs are asked for. */
enum CostProblem implements ProblemCode {
  UNKNOWN_PRICE("unknown_price", 422, "No price is known for this model");

  private final String code;
  private final int status;
  private final String title;

  CostProblem(String code, int status, String title) {
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
