package dev.signalbox.cost.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import org.jspecify.annotations.Nullable;

/** Whose prices are used: one's own, or any if one may change them. */
final class Teams {

  private Teams() {}

  /** The team that was asked for, or the caller's; null if there is none. */
  static @Nullable String priced(@Nullable String asked, Caller caller) {
    if (asked == null || asked.equals(caller.team())) {
      return caller.team();
    }
    if (!caller.has(Role.ADMIN)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Only administrators may use the prices of another team.");
    }
    return asked;
  }
}
