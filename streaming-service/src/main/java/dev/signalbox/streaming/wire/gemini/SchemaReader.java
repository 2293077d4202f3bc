package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.request.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a {@code Schema}, which is a selection of OpenAPI 3.0 (ai.google.dev/api/caching#Schema),
 * as the JSON Schema that says the same.
 */
final class SchemaReader {

  private static final List<String> UNCHANGED =
      List.of("title", "description", "default", "pattern", "minimum", "maximum");
  private static final List<String> COUNTS =
      List.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

  private final JsonMapper json;

  SchemaReader(JsonMapper json) {
    this.json = json;
  }

  ObjectNode read(Fields schema) {
    ObjectNode read = json.createObjectNode();
    String type = schema.string("type");
    if (type != null && !type.equals("TYPE_UNSPECIFIED")) {
      read.put("type", type.toLowerCase(Locale.ROOT));
    }
    for (String name : UNCHANGED) {
      JsonNode value = schema.value(name);
      if (value != null) {
        read.set(name, value);
      }
    }
    COUNTS.forEach(name -> count(schema, name, read));
    JsonNode example = schema.value("example");
    if (example != null) {
      read.putArray("examples").add(example);
    }
    values(schema, read);
    properties(schema, read);
    Fields items = schema.object("items");
    if (items != null) {
      read.set("items", read(items));
    }
    for (Fields alternative : schema.objects("anyOf")) {
      read.withArrayProperty("anyOf").add(read(alternative));
    }
    if (Boolean.TRUE.equals(schema.bool("nullable"))) {
      orNull(read);
    }
    schema.requireAllRead();
    return read;
  }

  /** A count is a 64-bit number, and those are text in ProtoJSON. */
  private static void count(Fields schema, String name, ObjectNode read) {
    JsonNode value = schema.value(name);
    if (value != null) {
      read.put(name, value.asLongOpt().orElseThrow(() -> schema.invalid(name, "an integer")));
    }
  }

  /** They are written as text, whatever their type. */
  private static void values(Fields schema, ObjectNode read) {
    String format = schema.string("format");
    if (format != null && !format.equals("enum")) {
      read.put("format", format);
    }
    String type = read.path("type").asString("");
    for (String value : schema.strings("enum")) {
      ArrayNode values = read.withArrayProperty("enum");
      if (type.equals("integer") || type.equals("number")) {
        values.add(number(schema, value));
      } else {
        values.add(value);
      }
    }
  }

  private static BigDecimal number(Fields schema, String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw schema.invalid("enum", "a list of numbers");
    }
  }

  /** The wanted order of properties is that of the object, as far as another provider heeds it. */
  private void properties(Fields schema, ObjectNode read) {
    List<String> order = new ArrayList<>(schema.strings("propertyOrdering"));
    JsonNode properties = schema.value("properties");
    if (properties != null) {
      if (!properties.isObject()) {
        throw schema.invalid("properties", "an object");
      }
      order.addAll(properties.propertyNames());
      ObjectNode ordered = read.putObject("properties");
      for (String name : order) {
        JsonNode property = properties.get(name);
        if (property != null && !ordered.has(name)) {
          ordered.set(name, read(schema.below(property, schema.path("properties") + '.' + name)));
        }
      }
    }
    schema.strings("required").forEach(name -> read.withArrayProperty("required").add(name));
  }

  private static void orNull(ObjectNode read) {
    JsonNode type = read.get("type");
    if (type != null) {
      read.putArray("type").add(type).add("null");
      if (read.get("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    } else if (read.get("anyOf") instanceof ArrayNode alternatives) {
      alternatives.addObject().put("type", "null");
    }
  }
}
