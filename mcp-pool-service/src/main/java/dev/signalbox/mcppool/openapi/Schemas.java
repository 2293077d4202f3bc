package dev.signalbox.mcppool.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of a document as JSON Schema for one tool: what OpenAPI 3.0 says in its own way is said
 * in JSON Schema's, and components become {@code $defs}, so that schemas may refer to themselves.
 */
final class Schemas {
  private static final int MAX_DEPTH = 64;
  private static final Set<String> LEFT_OUT =
      Set.of("nullable", "discriminator", "xml", "externalDocs", "example", "examples", "$schema");
  private static final Set<String> VALUES = Set.of("enum", "const", "default", "required", "type");
  private static final Set<String> MAPS = Set.of("properties", "patternProperties", "$defs");

  private final References references;
  private final Set<String> wanted = new HashSet<>();
  private final Deque<String> waiting = new ArrayDeque<>();

  Schemas(References references) {
    this.references = references;
  }

  JsonNode convert(JsonNode schema) {
    return convert(schema, 0);
  }

  /**
   * Everything that the schemas converted so far refer to; empty if that is too long.
   *
   * @param most how many characters it may have
   */
  Optional<ObjectNode> definitions(int most) {
    ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    int length = 0;
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      JsonNode converted = convert(references.schema(name), 0);
      length += converted.toString().length();
      if (length > most) {
        return Optional.empty();
      }
      definitions.set(name, converted);
    }
    return Optional.of(definitions);
  }

  private JsonNode convert(JsonNode schema, int depth) {
    if (schema.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      schema.forEach(element -> array.add(convert(element, depth + 1)));
      return array;
    }
    if (!schema.isObject() || depth > MAX_DEPTH) {
      return schema.isObject() ? JsonNodeFactory.instance.objectNode() : schema;
    }
    if (schema.path("$ref").isString()) {
      return reference(schema.path("$ref").stringValue());
    }
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    schema.forEachEntry(
        (keyword, value) -> {
          if (MAPS.contains(keyword) && value.isObject()) {
            converted.set(keyword, named(value, depth));
          } else if (VALUES.contains(keyword)) {
            converted.set(keyword, value);
          } else if (!LEFT_OUT.contains(keyword) && !keyword.startsWith("x-")) {
            converted.set(keyword, convert(value, depth + 1));
          }
        });
    withoutReadOnly(schema, converted);
    bounds(converted, "exclusiveMinimum", "minimum");
    bounds(converted, "exclusiveMaximum", "maximum");
    if (schema.path("nullable").asBoolean(false)) {
      nullable(converted);
    }
    return converted;
  }

  private JsonNode reference(String text) {
    Optional<String> name = references.schemaName(text);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    name.ifPresent(
        known -> {
          if (wanted.add(known)) {
            waiting.add(known);
          }
          schema.put("$ref", "#/$defs/" + known.replace("~", "~0").replace("/", "~1"));
        });
    return schema;
  }

  private ObjectNode named(JsonNode schemas, int depth) {
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    schemas.forEachEntry((name, schema) -> converted.set(name, convert(schema, depth + 1)));
    return converted;
  }

  /** What only answers hold is nothing to send (OpenAPI 3.0.4, 4.7.24.1, readOnly). */
  private static void withoutReadOnly(JsonNode schema, ObjectNode converted) {
    Set<String> readOnly = new HashSet<>();
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              if (property.path("readOnly").asBoolean(false)) {
                readOnly.add(name);
              }
            });
    if (readOnly.isEmpty() || !(converted.get("properties") instanceof ObjectNode properties)) {
      return;
    }
    properties.remove(readOnly);
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    schema
        .path("required")
        .forEach(
            name -> {
              if (!readOnly.contains(name.asString(""))) {
                required.add(name);
              }
            });
    converted.set("required", required);
  }

  /** In 3.0 a flag beside the bound, in JSON Schema the bound itself. */
  private static void bounds(ObjectNode schema, String exclusive, String inclusive) {
    JsonNode flag = schema.path(exclusive);
    if (flag.isBoolean()) {
      schema.remove(exclusive);
      if (flag.booleanValue() && schema.has(inclusive)) {
        schema.set(exclusive, schema.get(inclusive));
        schema.remove(inclusive);
      }
    }
  }

  private static void nullable(ObjectNode schema) {
    if (schema.path("type").isString()) {
      String type = schema.path("type").stringValue();
      schema.putArray("type").add(type).add("null");
    }
    if (schema.get("enum") instanceof ArrayNode values
        && values.valueStream().noneMatch(JsonNode::isNull)) {
      schema.set("enum", values.deepCopy().addNull());
    }
  }
}
