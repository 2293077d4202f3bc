package dev.signalbox.eventstore.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many events an answer may hold. */
record PageLimit(int greatest) {

  private static final int USUAL = 100;

  /** How many lines an answer may have: any number. */
  static @Nullable Integer ofLines(@Nullable Integer asked) {
    if (asked != null && asked < 1) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "limit must be at least 1")
          .withError("limit", "must be at least 1");
    }
    return asked;
  }

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
