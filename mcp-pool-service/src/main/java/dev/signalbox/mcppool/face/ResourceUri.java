package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.server.ServerId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The URI of a resource among those of all servers: {@code signalbox:server/uri}. A template is
 * still one with that before it (RFC 6570).
 */
record ResourceUri(ServerId server, String uri) {
  private static final String PREFIX = "signalbox:";

  static Optional<ResourceUri> parse(String text) {
    int end = text.indexOf('/');
    if (!text.startsWith(PREFIX) || end < 0) {
      return Optional.empty();
    }
    String server = text.substring(PREFIX.length(), end);
    return ServerId.isValid(server)
        ? Optional.of(new ResourceUri(new ServerId(server), text.substring(end + 1)))
        : Optional.empty();
  }

  /** The same with its URI among those of all servers. */
  static JsonNode wrapped(ServerId server, JsonNode json, String key) {
    if (!(json instanceof ObjectNode given) || !given.path(key).isString()) {
      return json;
    }
    ObjectNode wrapped = given.deepCopy();
    return wrapped.put(key, new ResourceUri(server, given.path(key).stringValue()).toString());
  }

  /**
   * Links in a result. What is on the web anybody reads there (2025-11-25, server, resources,
   * common URI schemes).
   */
  static void wrapLinks(ServerId server, Iterable<JsonNode> content) {
    for (JsonNode block : content) {
      String uri = block.path("uri").asString("");
      if (block instanceof ObjectNode link
          && block.path("type").asString("").equals("resource_link")
          && !uri.startsWith("https:")
          && !uri.startsWith("http:")) {
        link.put("uri", new ResourceUri(server, uri).toString());
      }
    }
  }

  @Override
  public String toString() {
    return PREFIX + server + "/" + uri;
  }
}
