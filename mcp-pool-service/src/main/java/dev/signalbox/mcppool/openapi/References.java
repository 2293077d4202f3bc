package dev.signalbox.mcppool.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** References within a document; those out of it lead nowhere: nothing is fetched for them. */
final class References {
  private static final int MAX_STEPS = 8;

  private final JsonNode document;

  References(JsonNode document) {
    this.document = document;
  }

  /** What the node is, or refers to; a missing node if that leads nowhere. */
  JsonNode follow(JsonNode node) {
    JsonNode target = node;
    for (int step = 0; step < MAX_STEPS && target.path("$ref").isString(); step++) {
      target = find(target.path("$ref").stringValue());
    }
    return target.path("$ref").isString() ? document.path("\0") : target;
  }

  /** The name of the schema that is referred to, if it is one of the document's components. */
  Optional<String> schemaName(String reference) {
    String prefix = "#/components/schemas/";
    return Optional.of(reference)
        .filter(text -> text.startsWith(prefix) && text.indexOf('/', prefix.length()) < 0)
        .map(text -> unescaped(text.substring(prefix.length())))
        .filter(name -> schema(name).isObject());
  }

  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  private JsonNode find(String reference) {
    if (!reference.startsWith("#/")) {
      return document.path("\0");
    }
    JsonNode node = document;
    for (String part : reference.substring(2).split("/", -1)) {
      node = node.path(unescaped(part));
    }
    return node;
  }

  private static String unescaped(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)
          .replace("~1", "/")
          .replace("~0", "~");
    } catch (IllegalArgumentException malformed) {
      return part;
    }
  }
}
