package dev.signalbox.eventstore.projection.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which part of a list is asked for; a cursor holds the key of the last row that was seen. */
record ListQuery(@Nullable Integer limit, @Nullable String cursor) {

  static final int GREATEST = 1000;

  private static final int USUAL = 100;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  int rows() {
    int rows = limit == null ? USUAL : limit;
    if (rows < 1 || rows > GREATEST) {
      throw invalid("limit", "must be between 1 and " + GREATEST);
    }
    return rows;
  }

  /** The key in the cursor, or null if the list is read from its beginning. */
  <K> @Nullable K after(int parts, Function<List<String>, K> key) {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      List<String> values = new ArrayList<>();
      for (JsonNode value : JSON.readTree(new String(text, StandardCharsets.UTF_8))) {
        values.add(value.stringValue());
      }
      if (values.size() == parts) {
        return key.apply(values);
      }
    } catch (IllegalArgumentException | JacksonException | java.time.DateTimeException e) {
      throw invalid("cursor", "is not a cursor of this list");
    }
    throw invalid("cursor", "is not a cursor of this list");
  }

  /**
   * The page of rows, of which one more than asked for was read.
   *
   * @param key of a row, in as many parts as {@link #after} expects
   */
  <T> ListPage<T> page(List<T> rows, Function<T, List<String>> key) {
    if (rows.size() <= rows()) {
      return new ListPage<>(rows, null);
    }
    List<T> shown = rows.subList(0, rows());
    byte[] last = JSON.writeValueAsBytes(key.apply(shown.getLast()));
    return new ListPage<>(shown, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
  }

  static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
