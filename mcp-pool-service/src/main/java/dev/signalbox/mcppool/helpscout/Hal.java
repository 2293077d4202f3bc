package dev.signalbox.mcppool.helpscout;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Resources of HAL, as a model is shown them: without links, and what is embedded as a member. */
final class Hal {
  private static final Set<String> LEFT_OUT = Set.of("_links", "photoUrl", "photoType");
  private static final String EMBEDDED = "_embedded";
  private static final int MAX_TEXT = 16_000;

  private Hal() {}

  static JsonNode plain(JsonNode resource) {
    if (resource.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      resource.forEach(element -> array.add(plain(element)));
      return array;
    }
    if (resource.isString() && resource.stringValue().length() > MAX_TEXT) {
      return JsonNodeFactory.instance.stringNode(
          resource.stringValue().substring(0, MAX_TEXT) + " [cut]");
    }
    if (!resource.isObject()) {
      return resource;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    resource.forEachEntry(
        (name, value) -> {
          if (!LEFT_OUT.contains(name) && !name.equals(EMBEDDED)) {
            object.set(name, plain(value));
          }
        });
    resource.path(EMBEDDED).forEachEntry((name, value) -> object.set(name, plain(value)));
    return object;
  }
}
