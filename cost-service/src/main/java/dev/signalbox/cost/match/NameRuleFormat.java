package dev.signalbox.cost.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules in JSON, as genai-prices writes them: an object with one of {@code equals}, {@code
 * starts_with}, {@code ends_with}, {@code contains}, {@code regex}, {@code or}, {@code and}.
 */
public final class NameRuleFormat {

  private static final String RULE =
      "must be an object with one of equals, starts_with, ends_with, contains, regex, or, and";
  private static final int DEEPEST = 8;
  private static final int MOST_CLAUSES = 1_000;

  private NameRuleFormat() {}

  /**
   * Reads a rule.
   *
   * @throws InvalidNameRuleException if it is none
   */
  public static NameRule read(JsonNode json) {
    return read(json, 0);
  }

  private static NameRule read(JsonNode json, int depth) {
    if (!json.isObject() || json.size() != 1 || depth > DEEPEST) {
      throw new InvalidNameRuleException(RULE);
    }
    String kind = json.propertyNames().iterator().next();
    JsonNode value = json.get(kind);
    return switch (kind) {
      case "equals" -> new NameRule.Equal(text(value));
      case "starts_with" -> new NameRule.Prefix(text(value));
      case "ends_with" -> new NameRule.Suffix(text(value));
      case "contains" -> new NameRule.Part(text(value));
      case "regex" -> new NameRule.Expression(pattern(text(value)));
      case "or" -> new NameRule.AnyOf(clauses(value, depth));
      case "and" -> new NameRule.AllOf(clauses(value, depth));
      default -> throw new InvalidNameRuleException(RULE);
    };
  }

  private static List<NameRule> clauses(JsonNode json, int depth) {
    if (!json.isArray() || json.isEmpty() || json.size() > MOST_CLAUSES) {
      throw new InvalidNameRuleException("must have between 1 and " + MOST_CLAUSES + " clauses");
    }
    List<NameRule> clauses = new ArrayList<>();
    json.forEach(clause -> clauses.add(read(clause, depth + 1)));
    return clauses;
  }

  private static String text(JsonNode json) {
    String text = json.isString() ? json.stringValue() : "";
    if (text.isEmpty() || text.length() > NameRule.LONGEST_NAME) {
      throw new InvalidNameRuleException(
          "must have between 1 and " + NameRule.LONGEST_NAME + " characters");
    }
    return text;
  }

  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new InvalidNameRuleException("has a regex that RE2 does not take: " + e.getMessage());
    }
  }

  /** The rule in the form in which it is read. */
  public static ObjectNode write(NameRule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return switch (rule) {
      case NameRule.Equal(String text) -> json.put("equals", text);
      case NameRule.Prefix(String text) -> json.put("starts_with", text);
      case NameRule.Suffix(String text) -> json.put("ends_with", text);
      case NameRule.Part(String text) -> json.put("contains", text);
      case NameRule.Expression(Pattern pattern) -> json.put("regex", pattern.pattern());
      case NameRule.AnyOf(List<NameRule> clauses) -> json.set("or", write(clauses));
      case NameRule.AllOf(List<NameRule> clauses) -> json.set("and", write(clauses));
    };
  }

  private static ArrayNode write(List<NameRule> clauses) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    clauses.forEach(clause -> json.add(write(clause)));
    return json;
  }
}
