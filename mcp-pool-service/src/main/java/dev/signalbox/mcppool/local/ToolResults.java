package dev.signalbox.mcppool.local;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results of tools (2026-07-28, server, tools, tool result). */
public final class ToolResults {
  private ToolResults() {}

  public static ObjectNode text(String text) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  /** An object, also as text for those that read nothing else. */
  public static ObjectNode structured(JsonNode object) {
    ObjectNode result = text(object.toString());
    result.set("structuredContent", object);
    return result;
  }

  /** What went wrong, for the model to read. */
  public static ObjectNode error(String reason) {
    return text(reason).put("isError", true);
  }
}
