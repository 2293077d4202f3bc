package dev.signalbox.registry.web;

import dev.signalbox.registry.directory.EntryQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What searches and explorations have in common (draft 0.9, section 7.1). */
final class CatalogQuery {

  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_VALUE = 500;
  private static final int MOST_VALUES = 50;

  private CatalogQuery() {}

  /**
   * Reads {@code {text, filter}}.
   *
   * @throws IllegalArgumentException if it is none, saying why
   */
  static EntryQuery read(JsonNode query) {
    require(query.isMissingNode() || query.isObject(), "query must be an object");
    return new EntryQuery(text(query.path("text")), null, null, null, filter(query.path("filter")));
  }

  private static @Nullable String text(JsonNode text) {
    if (text.isMissingNode() || text.isNull()) {
      return null;
    }
    require(text.isString() && !text.stringValue().isBlank(), "query.text must be a text");
    require(
        isPlain(text.stringValue(), LONGEST_TEXT),
        "query.text must have at most %,d characters".formatted(LONGEST_TEXT));
    return text.stringValue();
  }

  private static Map<String, List<String>> filter(JsonNode filter) {
    require(filter.isMissingNode() || filter.isObject(), "query.filter must be an object");
    Map<String, List<String>> read = new HashMap<>();
    filter
        .properties()
        .forEach(
            field -> read.put(known("query.filter", field.getKey()), values(field.getValue())));
    return read;
  }

  private static List<String> values(JsonNode values) {
    List<String> read = new ArrayList<>();
    if (values.isArray()) {
      values.forEach(value -> read.add(value(value)));
    } else {
      read.add(value(values));
    }
    require(read.size() <= MOST_VALUES, "query.filter takes %d values".formatted(MOST_VALUES));
    return read;
  }

  private static String value(JsonNode value) {
    require(value.isString(), "query.filter takes texts, or lists of them");
    return plain("query.filter", value.stringValue());
  }

  /** The value, which may stand in a condition. */
  static String plain(String where, String value) {
    require(
        isPlain(value, LONGEST_VALUE),
        "%s takes values of at most %d characters".formatted(where, LONGEST_VALUE));
    return value;
  }

  private static boolean isPlain(String value, int longest) {
    return value.length() <= longest && value.indexOf('\0') < 0;
  }

  /** The field, if entries can be filtered by it. */
  static String known(String where, String field) {
    require(
        EntryQuery.FIELDS.contains(field),
        "%s takes %s here, not '%s'"
            .formatted(
                where,
                String.join(", ", EntryQuery.FIELDS.stream().sorted().toList()),
                field.substring(0, Math.min(field.length(), LONGEST_VALUE))));
    return field;
  }

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
