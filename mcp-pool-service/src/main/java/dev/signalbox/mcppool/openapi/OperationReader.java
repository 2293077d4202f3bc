package dev.signalbox.mcppool.openapi;

import dev.signalbox.mcppool.openapi.Operation.RequestBody;
import dev.signalbox.mcppool.openapi.Parameter.Place;
import dev.signalbox.mcppool.openapi.Parameter.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a tool of one operation. One that needs what cannot be sent from here, or in no way that is
 * known here, is left out.
 */
final class OperationReader {
  private static final int MAX_NAME = 64;
  private static final int MAX_DESCRIPTION = 4096;
  private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]+";
  private static final int MAX_DEFINITION = 64 * 1024;

  /** Not a parameter's to set (OpenAPI 3.1.1, 4.8.12.1), or not anybody's but the client's. */
  private static final Set<String> HEADERS_LEFT_OUT =
      Set.of(
          "accept",
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "host",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final References references;
  private final Schemas schemas;
  private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
  private final ArrayNode required = JsonNodeFactory.instance.arrayNode();
  private final List<Parameter> parameters = new ArrayList<>();
  private boolean possible = true;

  private OperationReader(References references) {
    this.references = references;
    this.schemas = new Schemas(references);
  }

  /**
   * The operation; empty if it cannot be a tool.
   *
   * @param names those taken by operations before; its own is added
   */
  static Optional<Operation> read(
      References references,
      String method,
      String path,
      JsonNode pathItem,
      JsonNode operation,
      Set<String> names) {
    return new OperationReader(references).read(method, path, pathItem, operation, names);
  }

  private Optional<Operation> read(
      String method, String path, JsonNode pathItem, JsonNode operation, Set<String> names) {
    Map<String, JsonNode> declared = new LinkedHashMap<>();
    for (JsonNode list : List.of(pathItem.path("parameters"), operation.path("parameters"))) {
      for (JsonNode element : list) {
        JsonNode parameter = references.follow(element);
        declared.put(
            parameter.path("in").asString("") + " " + parameter.path("name").asString(""),
            parameter);
      }
    }
    declared.values().forEach(this::addParameter);
    RequestBody body = body(references.follow(operation.path("requestBody")));
    if (!possible) {
      return Optional.empty();
    }
    String name = name(method, path, operation, names);
    return Optional.of(
        new Operation(
            name,
            method.toUpperCase(Locale.ROOT),
            path,
            List.copyOf(parameters),
            body,
            tool(name, method, path, operation)));
  }

  private void addParameter(JsonNode parameter) {
    String name = parameter.path("name").asString("");
    Optional<Place> place = place(parameter.path("in").asString(""), name);
    boolean json = parameter.path("content").isObject();
    Optional<Style> style = place.flatMap(known -> style(parameter.path("style"), known));
    boolean needed = parameter.path("required").asBoolean(false);
    if (name.isEmpty() || place.isEmpty() || style.isEmpty()) {
      possible &= !needed || isIgnoredHeader(parameter, name);
      return;
    }
    JsonNode schema =
        json
            ? parameter.path("content").iterator().next().path("schema")
            : parameter.path("schema");
    boolean exploded =
        parameter
            .path("explode")
            .asBoolean(parameter.path("style").asString("form").equals("form"));
    parameters.add(
        new Parameter(
            name,
            addProperty(name, parameter.path("in").stringValue(), schema, parameter, needed),
            place.get(),
            style.get(),
            json,
            exploded && place.get() == Place.QUERY));
  }

  private @Nullable RequestBody body(JsonNode requestBody) {
    JsonNode content = requestBody.path("content");
    if (!content.isObject() || content.isEmpty()) {
      return null;
    }
    boolean needed = requestBody.path("required").asBoolean(false);
    Optional<BodyReader.Form> form = new BodyReader(references).read(content);
    if (form.isEmpty()) {
      possible &= !needed;
      return null;
    }
    JsonNode schema = form.get().schema();
    return new RequestBody(
        addProperty("body", "request", schema, requestBody, needed),
        form.get().mediaType(),
        form.get().files(),
        form.get().partTypes());
  }

  private String addProperty(
      String name, String where, JsonNode schema, JsonNode described, boolean needed) {
    String property = properties.has(name) ? where + "_" + name : name;
    JsonNode converted = schemas.convert(schema.isMissingNode() ? properties.objectNode() : schema);
    String description = described.path("description").asString("");
    if (converted instanceof ObjectNode object && !description.isEmpty() && !object.has("$ref")) {
      object.put("description", shortened(description));
    }
    properties.set(property, converted);
    if (needed) {
      required.add(property);
    }
    return property;
  }

  private ObjectNode tool(String name, String method, String path, JsonNode operation) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
    int length = schema.toString().length();
    Optional<ObjectNode> definitions = schemas.definitions(MAX_DEFINITION - length);
    if (length > MAX_DEFINITION || definitions.isEmpty()) {
      // Too long for any model; the API will say what it misses.
      List.copyOf(properties.propertyNames()).forEach(properties::putObject);
    } else if (!definitions.get().isEmpty()) {
      schema.set("$defs", definitions.get());
    }
    ObjectNode tool = JsonNodeFactory.instance.objectNode().put("name", name);
    String summary = operation.path("summary").asString("");
    if (!summary.isEmpty()) {
      tool.put("title", shortened(summary));
    }
    String said = operation.path("description").asString(summary);
    tool.put(
        "description",
        shortened(said.isEmpty() ? method.toUpperCase(Locale.ROOT) + " " + path : said));
    tool.set("inputSchema", schema);
    tool.set("annotations", annotations(method));
    return tool;
  }

  /** By what HTTP says of methods (RFC 9110, 9.2). */
  private static ObjectNode annotations(String method) {
    boolean safe = Set.of("get", "head", "options").contains(method);
    return JsonNodeFactory.instance
        .objectNode()
        .put("readOnlyHint", safe)
        .put("idempotentHint", safe || Set.of("put", "delete").contains(method))
        .put("destructiveHint", Set.of("put", "patch", "delete").contains(method))
        .put("openWorldHint", true);
  }

  private static String name(String method, String path, JsonNode operation, Set<String> names) {
    String wanted =
        operation
            .path("operationId")
            .asString(method + path)
            .replaceAll("[^A-Za-z0-9_-]+", "_")
            .replaceAll("^_+|_+$", "");
    String name = wanted.substring(0, Math.min(wanted.length(), MAX_NAME));
    for (int i = 2; !names.add(name); i++) {
      String suffix = "_" + i;
      name = wanted.substring(0, Math.min(wanted.length(), MAX_NAME - suffix.length())) + suffix;
    }
    return name;
  }

  private static Optional<Place> place(String in, String name) {
    return switch (in) {
      case "path" -> Optional.of(Place.PATH);
      case "query" -> Optional.of(Place.QUERY);
      case "header" ->
          HEADERS_LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))
              ? Optional.empty()
              : Optional.of(Place.HEADER);
      case "cookie" -> name.matches(TOKEN) ? Optional.of(Place.COOKIE) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Style> style(JsonNode style, Place place) {
    boolean form = place == Place.QUERY || place == Place.COOKIE;
    return switch (style.asString(form ? "form" : "simple")) {
      case "form" -> form ? Optional.of(Style.COMMAS) : Optional.empty();
      case "simple" -> form ? Optional.empty() : Optional.of(Style.COMMAS);
      case "spaceDelimited" -> Optional.of(Style.SPACES);
      case "pipeDelimited" -> Optional.of(Style.PIPES);
      case "deepObject" -> Optional.of(Style.DEEP_OBJECT);
      default -> Optional.empty();
    };
  }

  private static boolean isIgnoredHeader(JsonNode parameter, String name) {
    return parameter.path("in").asString("").equals("header")
        && HEADERS_LEFT_OUT.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MAX_DESCRIPTION));
  }
}
