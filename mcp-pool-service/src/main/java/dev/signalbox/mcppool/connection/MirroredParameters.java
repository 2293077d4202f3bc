package dev.signalbox.mcppool.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of a tool that its server wants repeated as headers (2026-07-28, streamable HTTP,
 * custom headers from tool parameters).
 *
 * @param paths by header, where the value stands in the arguments
 */
record MirroredParameters(Map<String, List<String>> paths) {
  static final MirroredParameters NONE = new MirroredParameters(Map.of());

  private static final String ANNOTATION = "x-mcp-header";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Set<String> TYPES = Set.of("integer", "string", "boolean");

  /** Keywords that hold data, in which the annotation's name would mean nothing. */
  private static final Set<String> DATA = Set.of("const", "default", "enum", "examples");

  private static final int MAX_DEPTH = 64;

  MirroredParameters {
    paths = Map.copyOf(paths);
  }

  /** The schema's annotations are not as they have to be; such a tool is not to be used. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    private Invalid(String reason) {
      super(reason);
    }
  }

  /**
   * Reads the annotations.
   *
   * @throws Invalid if one of them breaks a rule of "schema extension"
   */
  static MirroredParameters of(JsonNode inputSchema) throws Invalid {
    Map<String, List<String>> found = new LinkedHashMap<>();
    collect(inputSchema, List.of(), found);
    return found.isEmpty() ? NONE : new MirroredParameters(found);
  }

  /** The headers for these arguments; what is absent or null has none. */
  Map<String, String> headers(JsonNode arguments) {
    Map<String, String> headers = new HashMap<>();
    paths.forEach(
        (header, path) -> {
          JsonNode value = arguments;
          for (String name : path) {
            value = value.path(name);
          }
          if (value.isString() || value.isBoolean() || value.isIntegralNumber()) {
            headers.put("Mcp-Param-" + header, value.asString());
          }
        });
    return headers;
  }

  private static void collect(JsonNode schema, List<String> path, Map<String, List<String>> found)
      throws Invalid {
    if (!schema.isObject() || path.size() > MAX_DEPTH) {
      return;
    }
    if (schema.has(ANNOTATION)) {
      add(schema, path, found);
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (keyword.getKey().equals("properties")) {
        for (Map.Entry<String, JsonNode> property : keyword.getValue().properties()) {
          List<String> deeper = new ArrayList<>(path);
          deeper.add(property.getKey());
          collect(property.getValue(), deeper, found);
        }
      } else if (!DATA.contains(keyword.getKey()) && isAnnotated(keyword.getValue())) {
        throw new Invalid("%s stands below \"%s\"".formatted(ANNOTATION, keyword.getKey()));
      }
    }
  }

  private static void add(JsonNode schema, List<String> path, Map<String, List<String>> found)
      throws Invalid {
    String header = schema.path(ANNOTATION).asString("");
    if (path.isEmpty() || !TOKEN.matcher(header).matches()) {
      throw new Invalid("%s \"%s\" is no name of a header".formatted(ANNOTATION, header));
    }
    if (!TYPES.contains(schema.path("type").asString(""))) {
      throw new Invalid("%s \"%s\" is not of a primitive type".formatted(ANNOTATION, header));
    }
    String name = header.toLowerCase(Locale.ROOT);
    if (found.keySet().stream().anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(name))) {
      throw new Invalid("%s \"%s\" stands twice".formatted(ANNOTATION, header));
    }
    found.put(header, path);
  }

  private static boolean isAnnotated(JsonNode part) {
    if (part.isObject() && part.path(ANNOTATION).isString()) {
      return true;
    }
    return part.valueStream().anyMatch(MirroredParameters::isAnnotated);
  }
}
