package dev.signalbox.mcppool.connection;

import tools.jackson.databind.JsonNode;

/**
 * What a server says it offers; nothing else is asked of it (2025-11-25, lifecycle, operation).
 *
 * @param toolsListChanged whether it announces changes of its list of tools
 */
public record ServerCapabilities(boolean tools, boolean toolsListChanged) {
  static ServerCapabilities of(JsonNode capabilities) {
    JsonNode tools = capabilities.path("tools");
    return new ServerCapabilities(tools.isObject(), tools.path("listChanged").asBoolean(false));
  }
}
