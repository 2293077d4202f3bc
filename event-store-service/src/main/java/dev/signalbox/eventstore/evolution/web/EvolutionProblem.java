package dev.signalbox.eventstore.evolution.web;

import dev.signalbox.kit.problem.ProblemCode;

/** What can go wrong with old events, and under which code. */
enum EvolutionProblem implements ProblemCode {
  UPCAST_FAILED("upcast_failed", 500, "An old event could not be given its newest form");

  private final String code;
  private final int status;
  private final String title;

  EvolutionProblem(String code, int status, String title) {
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
