package dev.signalbox.registry.web;

import dev.signalbox.registry.directory.EntryQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter of {@code GET /agents} (draft 0.9, appendix A): conditions joined by {@code AND}, each a
 * field, {@code =} or {@code >}, and a value in quotation marks. Several values of one field stand
 * between commas, and one of them must fit.
 */
final class FilterExpression {

  private static final int LONGEST = 2_000;

  /** A condition at the beginning, with what joins it to the next one. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*(?<field>[A-Za-z]+)\\s*(?<sign>=|>)\\s*"
              + "(?:'(?<single>[^']*)'|\"(?<double>[^\"]*)\"|(?<bare>[^\\s'\"]+))"
              + "\\s*(?<and>\\z|\\bAND\\b)",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> filter = new HashMap<>();
  private @Nullable String nameHas;
  private @Nullable Instant createdAfter;
  private @Nullable Instant updatedAfter;

  private FilterExpression() {}

  /**
   * Reads one.
   *
   * @param expression null for none
   * @throws IllegalArgumentException if it is none, saying why
   */
  static EntryQuery read(@Nullable String expression) {
    FilterExpression read = new FilterExpression();
    if (expression != null && !expression.isBlank()) {
      CatalogQuery.require(
          expression.length() <= LONGEST,
          "filter must have at most %,d characters".formatted(LONGEST));
      read.conditions(expression);
    }
    return new EntryQuery(null, read.nameHas, read.createdAfter, read.updatedAfter, read.filter);
  }

  private void conditions(String expression) {
    Matcher condition = CONDITION.matcher(expression);
    int at = 0;
    boolean more = true;
    while (more) {
      CatalogQuery.require(
          condition.region(at, expression.length()).lookingAt(),
          "filter must be conditions like type = 'a,b' or updatedAfter > '2026-01-31', joined by"
              + " AND");
      add(condition.group("field"), condition.group("sign"), value(condition));
      at = condition.end();
      more = !condition.group("and").isEmpty();
    }
  }

  private static String value(Matcher condition) {
    String single = condition.group("single");
    String inDouble = condition.group("double");
    String value = single != null ? single : inDouble != null ? inDouble : condition.group("bare");
    return CatalogQuery.plain("filter", value);
  }

  private void add(String field, String sign, String value) {
    switch (field) {
      case "createdAfter" -> createdAfter = moment(value);
      case "updatedAfter" -> updatedAfter = moment(value);
      default -> {
        CatalogQuery.require(sign.equals("="), "filter compares %s by =".formatted(field));
        if (field.equals("displayName")) {
          nameHas = value;
        } else {
          String known = field.equals("publisherId") ? "publisher" : field;
          filter.put(CatalogQuery.known("filter", known), listed(value));
        }
      }
    }
  }

  private static List<String> listed(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  private static Instant moment(String value) {
    try {
      return value.contains("T")
          ? OffsetDateTime.parse(value).toInstant()
          : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "filter takes a day or a moment (ISO 8601) there, not '%s'".formatted(value), e);
    }
  }
}
