package dev.signalbox.gateway.key;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads keys for administrators. */
@Component
class ListKeys {
  private static final int LARGEST_PAGE = 200;

  private final ApiKeys keys;

  ListKeys(ApiKeys keys) {
    this.keys = keys;
  }

  KeyView get(String id) {
    return keys.find(id).map(KeyView::of).orElseThrow(() -> RevokeKey.unknown(id));
  }

  KeyPage list(int limit, @Nullable String cursor) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "limit must be 1 to 200")
          .withError("limit", "must be 1 to 200");
    }
    if (cursor != null && !IdKind.KEY.matches(cursor)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "cursor must be a next_cursor of this list")
          .withError("cursor", "must be a next_cursor of this list");
    }
    List<ApiKey> page = keys.page(cursor, limit + 1);
    boolean more = page.size() > limit;
    List<ApiKey> shown = more ? page.subList(0, limit) : page;
    return new KeyPage(
        shown.stream().map(KeyView::of).toList(), more ? shown.getLast().id() : null);
  }
}
