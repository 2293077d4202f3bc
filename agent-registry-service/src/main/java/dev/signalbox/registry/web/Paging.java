package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param after the id behind which the part begins; null for the beginning
 */
record Paging(@Nullable String after, int limit) {

  private static final int MOST = 200;
  private static final Pattern AGENT_ID = Pattern.compile("[a-z0-9_-]{1,64}");

  static Paging of(@Nullable Integer limit, @Nullable String cursor, int normally) {
    int size = limit == null ? normally : limit;
    if (size < 1 || size > MOST) {
      throw invalid("limit", "must be between 1 and " + MOST);
    }
    return new Paging(cursor == null ? null : read(cursor), size);
  }

  /** The answer to a query that was made for one agent more than {@code limit}. */
  static <T> Page<T> page(
      List<RegisteredAgent> found, int limit, Function<RegisteredAgent, T> view) {
    boolean more = found.size() > limit;
    List<RegisteredAgent> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(view).toList(), more ? cursorBehind(shown.getLast().agentId()) : null);
  }

  private static String cursorBehind(String agentId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(agentId.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String cursor) {
    try {
      String after = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (AGENT_ID.matcher(after).matches()) {
        return after;
      }
    } catch (IllegalArgumentException notBase64) {
      throw invalidCursor();
    }
    throw invalidCursor();
  }

  private static ProblemException invalidCursor() {
    return invalid("cursor", "must be the next_cursor of an earlier answer");
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
