package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.server.ServerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent knows things by: among those of all servers, with the name of their server; where
 * it sees but one server, as that one calls them.
 *
 * @param only the one server it sees; null if all
 */
record Names(@Nullable ServerId only) {

  /** Of what a server calls its tool or prompt so. */
  String of(ServerId server, String name) {
    return only == null ? new ToolName(server, name).toString() : name;
  }

  /** Which tool or prompt an agent means. */
  Optional<ToolName> parse(String name) {
    return only == null ? ToolName.parse(name) : Optional.of(new ToolName(only, name));
  }

  /** Which resource an agent means. */
  Optional<ResourceUri> parseUri(String uri) {
    return only == null ? ResourceUri.parse(uri) : Optional.of(new ResourceUri(only, uri));
  }

  /** Of what a server calls its resource so. */
  String uri(ServerId server, String uri) {
    return only == null ? new ResourceUri(server, uri).toString() : uri;
  }

  /** The same with its name. */
  JsonNode named(ServerId server, JsonNode json) {
    return only == null && json instanceof ObjectNode given
        ? given.deepCopy().put("name", of(server, given.path("name").asString("")))
        : json;
  }

  /** The same with its URI. */
  JsonNode wrapped(ServerId server, JsonNode json, String key) {
    return only == null ? ResourceUri.wrapped(server, json, key) : json;
  }

  /** Gives links in a result their URIs. */
  void wrapLinks(ServerId server, Iterable<JsonNode> content) {
    if (only == null) {
      ResourceUri.wrapLinks(server, content);
    }
  }
}
