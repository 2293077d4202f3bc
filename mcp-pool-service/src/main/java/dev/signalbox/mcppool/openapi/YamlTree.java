package dev.signalbox.mcppool.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML as JSON. Aliases may repeat a part, or hold themselves, so what they unfold to is bounded.
 */
final class YamlTree {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 200_000;
  private static final int MAX_ALIASES = 1000;

  private int nodes;

  private YamlTree() {}

  /** The document; empty if it is none, or too much. */
  static Optional<JsonNode> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(text.length() + 1);
    try {
      Object loaded = new Yaml(new SafeConstructor(options)).load(text);
      return new YamlTree().convert(loaded, 0);
    } catch (YAMLException malformed) {
      return Optional.empty();
    }
  }

  private Optional<JsonNode> convert(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      return Optional.empty();
    }
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value == null) {
      return Optional.of(json.nullNode());
    }
    return switch (value) {
      case Map<?, ?> map -> object(map, depth);
      case List<?> list -> array(list, depth);
      case Boolean flag -> Optional.of(json.booleanNode(flag));
      case Integer number -> Optional.of(json.numberNode(number));
      case Long number -> Optional.of(json.numberNode(number));
      case Double number -> Optional.of(json.numberNode(number));
      default -> Optional.of(json.stringNode(value.toString()));
    };
  }

  private Optional<JsonNode> object(Map<?, ?> map, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Optional<JsonNode> value = convert(entry.getValue(), depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      object.set(String.valueOf(entry.getKey()), value.get());
    }
    return Optional.of(object);
  }

  private Optional<JsonNode> array(List<?> list, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Object element : list) {
      Optional<JsonNode> value = convert(element, depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      array.add(value.get());
    }
    return Optional.of(array);
  }
}
