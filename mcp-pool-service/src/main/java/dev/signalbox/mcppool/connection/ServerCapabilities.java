package dev.signalbox.mcppool.connection;

import tools.jackson.databind.JsonNode;

/**
 * What a server says it offers; nothing else is asked of it (2025-11-25, lifecycle, operation).
 *
 * @param toolsListChanged whether it announces changes of its list of tools; and so on
 */
public record ServerCapabilities(
    boolean tools,
    boolean toolsListChanged,
    boolean resources,
    boolean resourcesListChanged,
    boolean resourcesSubscribe,
    boolean prompts,
    boolean promptsListChanged,
    boolean completions) {

  /** Of a server that offers tools, or nothing. */
  ServerCapabilities(boolean tools, boolean toolsListChanged) {
    this(tools, toolsListChanged, false, false, false, false, false, false);
  }

  static ServerCapabilities of(JsonNode capabilities) {
    return new ServerCapabilities(
        capabilities.path("tools").isObject(),
        announces(capabilities.path("tools")),
        capabilities.path("resources").isObject(),
        announces(capabilities.path("resources")),
        capabilities.path("resources").path("subscribe").asBoolean(false),
        capabilities.path("prompts").isObject(),
        announces(capabilities.path("prompts")),
        capabilities.path("completions").isObject());
  }

  boolean offers(Offer offer) {
    return switch (offer) {
      case RESOURCES, RESOURCE_TEMPLATES -> resources;
      case PROMPTS -> prompts;
    };
  }

  boolean announcesChanges() {
    return toolsListChanged || resourcesListChanged || promptsListChanged;
  }

  private static boolean announces(JsonNode capability) {
    return capability.path("listChanged").asBoolean(false);
  }
}
