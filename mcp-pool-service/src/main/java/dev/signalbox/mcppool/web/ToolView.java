package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.mcppool.connection.Tool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tool as its server describes it; the schemas and annotations are the server's own words. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolView(
    String name,
    @Nullable String title,
    @Nullable String description,
    JsonNode inputSchema,
    @Nullable JsonNode outputSchema,
    @Nullable JsonNode annotations) {

  static ToolView of(Tool tool) {
    JsonNode definition = tool.definition();
    return new ToolView(
        tool.name(),
        text(definition.path("title")),
        text(definition.path("description")),
        definition.path("inputSchema"),
        definition.get("outputSchema"),
        definition.get("annotations"));
  }

  private static @Nullable String text(JsonNode json) {
    return json.isString() ? json.stringValue() : null;
  }
}
