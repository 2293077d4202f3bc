package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.protocol.ClosedSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code toolConfig}. That only one tool be called at a time is nothing Converse can say,
 * but Claude's own {@code tool_choice} can; the model takes only one of the two.
 */
final class ToolsWriter {

  private final ModelFamily family;
  private final CachePoints cachePoints;

  ToolsWriter(ModelFamily family, CachePoints cachePoints) {
    this.family = family;
    this.cachePoints = cachePoints;
  }

  void write(ModelRequest request, ObjectNode body, ObjectNode modelFields) {
    if (request.tools().isEmpty()) {
      requireNoCalls(request);
      return;
    }
    ObjectNode config = body.putObject("toolConfig");
    ArrayNode tools = config.putArray("tools");
    for (Tool tool : request.tools()) {
      tool(tool, tools);
    }
    boolean onlyOne = Boolean.FALSE.equals(request.parallelToolCalls());
    if (!onlyOne) {
      choice(request.toolChoice(), config);
    } else if (family instanceof ModelFamily.Claude) {
      ownChoice(request.toolChoice(), modelFields);
    } else {
      throw InexpressibleException.of("parallel_tool_calls");
    }
  }

  /** The service refuses calls and results where no tool is known. */
  private static void requireNoCalls(ModelRequest request) {
    boolean calls =
        request.turns().stream()
            .flatMap(turn -> turn.parts().stream())
            .anyMatch(part -> part instanceof Part.ToolCall || part instanceof Part.ToolResult);
    if (calls) {
      throw new InexpressibleException(
          "tools",
          "The protocol of this model wants the tools whose calls are in the conversation.");
    }
    if (request.toolChoice() instanceof ToolChoice.Required) {
      throw InexpressibleException.of("tool_choice");
    }
  }

  private void tool(Tool tool, ArrayNode tools) {
    ObjectNode specification = tools.addObject().putObject("toolSpec").put("name", tool.name());
    String description = tool.description();
    if (description != null && !description.isEmpty()) {
      specification.put("description", description);
    }
    ObjectNode schema = specification.putObject("inputSchema");
    JsonNode parameters = tool.parameters();
    if (parameters == null) {
      schema.putObject("json").put("type", "object").putObject("properties");
    } else {
      boolean strict = Boolean.TRUE.equals(tool.strict());
      schema.set("json", strict ? ClosedSchema.of(parameters) : parameters);
    }
    if (tool.strict() != null) {
      specification.put("strict", tool.strict());
    }
    if (tool.cacheBreak() != null) {
      cachePoints.addTool(tool.cacheBreak(), tools);
    }
  }

  private static void choice(ToolChoice choice, ObjectNode config) {
    switch (choice) {
      case ToolChoice.Auto ignored -> {}
      case ToolChoice.Required ignored -> config.putObject("toolChoice").putObject("any");
      case ToolChoice.Named named ->
          config.putObject("toolChoice").putObject("tool").put("name", named.name());
      case ToolChoice.None ignored -> throw InexpressibleException.of("tool_choice");
    }
  }

  private static void ownChoice(ToolChoice choice, ObjectNode modelFields) {
    ObjectNode own = modelFields.putObject("tool_choice");
    switch (choice) {
      case ToolChoice.Auto ignored -> own.put("type", "auto");
      case ToolChoice.Required ignored -> own.put("type", "any");
      case ToolChoice.Named named -> own.put("type", "tool").put("name", named.name());
      case ToolChoice.None ignored -> throw InexpressibleException.of("tool_choice");
    }
    own.put("disable_parallel_tool_use", true);
  }
}
