package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor where the next part begins; null after the last one
 */
record Page<T>(List<T> data, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {

  static final int MOST = 200;

  /** The answer to a query that was made for one more than {@code limit}. */
  static <F, T> Page<T> of(
      List<F> found, int limit, Function<F, T> view, Function<F, String> cursor) {
    boolean more = found.size() > limit;
    List<F> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
  }

  static void check(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
  }
}
