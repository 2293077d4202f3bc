package dev.signalbox.cost.web;

import dev.signalbox.kit.problem.ProblemException;

/** The refusal to price what has no price. */
final class UnknownPrice {

  private UnknownPrice() {}

  static ProblemException of(String provider, String model) {
    return new ProblemException(
            CostProblem.UNKNOWN_PRICE,
            "The price table has no price for this model of this provider at that time. Nothing is"
                + " assumed to be free.")
        .with("provider", provider)
        .with("model", model);
  }
}
