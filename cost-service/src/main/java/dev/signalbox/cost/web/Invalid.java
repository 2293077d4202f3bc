package dev.signalbox.cost.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;

/** Refusals of single fields and parameters. */
final class Invalid {

  private Invalid() {}

  static ProblemException field(String field, String rule) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + rule)
        .withError(field, rule);
  }
}
