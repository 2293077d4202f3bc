package dev.signalbox.eventstore.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whether all that fits an older schema fits a newer one. Says so only of what it can compare; a
 * property that the older one does not name is taken not to have been used.
 */
final class BackwardCompatibility {

  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "$schema",
          "$id",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly",
          "format",
          PersonalRule.KEYWORD);
  private static final Set<String> AT_LEAST =
      Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final Set<String> AT_MOST =
      Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

  private final List<Violation> problems = new ArrayList<>();

  private BackwardCompatibility() {}

  /** What stands against it; empty if nothing does. */
  static List<Violation> problems(JsonNode older, JsonNode newer) {
    BackwardCompatibility comparison = new BackwardCompatibility();
    comparison.compare(older, newer, "");
    return List.copyOf(comparison.problems);
  }

  private void compare(JsonNode older, JsonNode newer, String at) {
    if (older.equals(newer) || newer.asBoolean(false)) {
      return;
    }
    if (!newer.isObject()) {
      problem(at, "", "allows nothing any more");
      return;
    }
    newer
        .properties()
        .forEach(
            member -> {
              String keyword = member.getKey();
              if (!SAYS_NOTHING.contains(keyword)) {
                wrong(keyword, older, newer, at).ifPresent(why -> problem(at, keyword, why));
              }
            });
  }

  private Optional<String> wrong(String keyword, JsonNode older, JsonNode newer, String at) {
    JsonNode before = older.path(keyword);
    JsonNode now = newer.path(keyword);
    // The same additionalProperties exclude more beside other properties.
    if (before.equals(now) && !keyword.equals("additionalProperties")) {
      return Optional.empty();
    }
    if (AT_LEAST.contains(keyword) || AT_MOST.contains(keyword)) {
      int change = before.isNumber() ? now.decimalValue().compareTo(before.decimalValue()) : 0;
      boolean wider = AT_LEAST.contains(keyword) ? change < 0 : change > 0;
      return wider ? Optional.empty() : Optional.of("is narrower than before");
    }
    return switch (keyword) {
      case "properties" -> properties(older, newer, at);
      case "items" -> {
        compare(before, now, at + "/items");
        yield Optional.empty();
      }
      case "required", "type", "enum" -> members(keyword, before, now);
      case "additionalProperties" -> additional(older, now, newer);
      default -> Optional.of("differs, and it cannot be told whether old data still fits");
    };
  }

  private Optional<String> properties(JsonNode older, JsonNode newer, String at) {
    newer
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode before = older.path("properties").path(property.getKey());
              if (!before.isMissingNode()) {
                compare(before, property.getValue(), at + "/properties/" + property.getKey());
              }
            });
    return Optional.empty();
  }

  private static Optional<String> members(String keyword, JsonNode before, JsonNode now) {
    Set<JsonNode> old = set(before);
    Set<JsonNode> present = set(now);
    if (keyword.equals("required")) {
      present.removeAll(old);
      return present.isEmpty() ? Optional.empty() : Optional.of("requires more than before");
    }
    boolean integers = present.stream().anyMatch(one -> one.asString("").equals("number"));
    old.removeIf(one -> present.contains(one) || (integers && one.asString("").equals("integer")));
    return !before.isMissingNode() && old.isEmpty()
        ? Optional.empty()
        : Optional.of("allows less than before");
  }

  private static Optional<String> additional(JsonNode older, JsonNode now, JsonNode newer) {
    if (now.asBoolean(false)) {
      return Optional.empty();
    }
    if (!now.equals(older.path("additionalProperties"))) {
      return Optional.of("is narrower than before, or cannot be compared");
    }
    Set<String> named = new HashSet<>(newer.path("properties").propertyNames());
    return named.containsAll(older.path("properties").propertyNames())
        ? Optional.empty()
        : Optional.of("excludes a property of before");
  }

  private static Set<JsonNode> set(JsonNode node) {
    Set<JsonNode> members = new HashSet<>();
    if (node.isArray()) {
      node.forEach(members::add);
    } else if (!node.isMissingNode()) {
      members.add(node);
    }
    return members;
  }

  private void problem(String at, String keyword, String message) {
    problems.add(new Violation(keyword.isEmpty() ? at : at + "/" + keyword, keyword, message));
  }
}
