package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list and where the next one begins. */
record Paging<T>(List<T> data, @Nullable String nextCursor) {

  private static final int USUAL = 50;
  private static final int GREATEST = 200;

  static int limit(@Nullable Integer asked) {
    int limit = asked == null ? USUAL : asked;
    if (limit < 1 || limit > GREATEST) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "limit must be between 1 and " + GREATEST)
          .withError("limit", "must be between 1 and " + GREATEST);
    }
    return limit;
  }

  /** The page of a list that was read with one item over the limit. */
  static <S, T> Paging<T> of(
      List<S> found, int limit, Function<S, T> view, Function<S, String> cursor) {
    List<S> shown = found.subList(0, Math.min(limit, found.size()));
    return new Paging<>(
        shown.stream().map(view).toList(),
        found.size() > limit ? cursor.apply(shown.getLast()) : null);
  }
}
