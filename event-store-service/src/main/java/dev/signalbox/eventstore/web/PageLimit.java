package dev.signalbox.eventstore.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many events an answer may hold. */
record PageLimit(int greatest) {

  private static final int USUAL = 100;

  int of(@Nullable Integer asked) {
    if (asked == null) {
      return Math.min(USUAL, greatest);
    }
    if (asked < 1 || asked > greatest) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "limit must be between 1 and " + greatest)
          .withError("limit", "must be between 1 and " + greatest);
    }
    return asked;
  }
}
