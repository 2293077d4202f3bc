package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Finds the mistakes in arguments that can be named with certainty and in little time: missing and
 * unknown fields, wrong types, values outside an enumeration. Everything else of JSON Schema is the
 * server's to judge: its patterns and references are not ours to run.
 */
final class ArgumentCheck {
  private static final int MAX_DEPTH = 32;

  private final Map<String, String> errors = new LinkedHashMap<>();

  private ArgumentCheck() {}

  /** The problem with the arguments, if there is one. */
  static Optional<ProblemException> check(JsonNode schema, JsonNode arguments) {
    ArgumentCheck check = new ArgumentCheck();
    check.value("arguments", schema, arguments, 0);
    if (check.errors.isEmpty()) {
      return Optional.empty();
    }
    ProblemException problem =
        new ProblemException(
            McpProblem.INVALID_ARGUMENTS, "See the tool's input_schema; nothing was called");
    check.errors.forEach(problem::withError);
    return Optional.of(problem);
  }

  private void value(String path, JsonNode schema, JsonNode value, int depth) {
    if (!schema.isObject() || depth > MAX_DEPTH) {
      return;
    }
    JsonNode type = schema.path("type");
    if (!fits(type, value)) {
      errors.put(path, "must be " + (type.isString() ? type.stringValue() : "one of " + type));
      return;
    }
    JsonNode allowed = schema.path("enum");
    if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals)) {
      errors.put(path, "must be one of " + allowed);
    }
    if (value.isObject()) {
      fields(path, schema, value, depth);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        value(path + "[" + i + "]", schema.path("items"), value.get(i), depth + 1);
      }
    }
  }

  private void fields(String path, JsonNode schema, JsonNode value, int depth) {
    JsonNode properties = schema.path("properties");
    Set<String> required =
        schema
            .path("required")
            .valueStream()
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .collect(Collectors.toSet());
    for (String name : required) {
      if (!value.has(name)) {
        errors.put(path + "." + name, "is required");
      }
    }
    boolean closed =
        schema.path("additionalProperties").isBoolean()
            && !schema.path("additionalProperties").booleanValue()
            && !schema.has("patternProperties");
    value.forEachEntry(
        (name, field) -> {
          if (field.isNull() && !required.contains(name)) {
            return; // Models say so for what they leave out; what it means is the server's to say.
          }
          if (properties.has(name)) {
            value(path + "." + name, properties.get(name), field, depth + 1);
          } else if (closed) {
            errors.put(path + "." + name, "is not known");
          }
        });
  }

  private static boolean fits(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      return type.isEmpty() || type.valueStream().anyMatch(one -> fits(one, value));
    }
    return switch (type.asString("")) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && isWhole(value);
      default -> true;
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() || value.decimalValue().stripTrailingZeros().scale() <= 0;
  }
}
