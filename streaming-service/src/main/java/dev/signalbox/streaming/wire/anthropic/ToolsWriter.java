package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.protocol.ClosedSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code tools} and {@code tool_choice}. */
final class ToolsWriter {

  private ToolsWriter() {}

  static void write(ModelRequest request, ObjectNode body) {
    if (request.tools().isEmpty()) {
      requireNoChoice(request.toolChoice());
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (Tool tool : request.tools()) {
      tool(tool, tools.addObject());
    }
    choice(request.toolChoice(), Boolean.FALSE.equals(request.parallelToolCalls()), body);
  }

  private static void requireNoChoice(ToolChoice choice) {
    switch (choice) {
      case ToolChoice.Auto ignored -> {}
      case ToolChoice.None ignored -> {}
      case ToolChoice.Required ignored -> throw choiceOfNothing();
      case ToolChoice.Named ignored -> throw choiceOfNothing();
    }
  }

  private static InvalidRequestException choiceOfNothing() {
    return new InvalidRequestException("'tool_choice' needs tools to choose from.", "tool_choice");
  }

  private static void tool(Tool tool, ObjectNode object) {
    object.put("name", tool.name());
    if (tool.description() != null) {
      object.put("description", tool.description());
    }
    ObjectNode schema = schema(tool.parameters(), object);
    boolean strict = Boolean.TRUE.equals(tool.strict());
    object.set("input_schema", strict ? ClosedSchema.of(schema) : schema);
    if (tool.strict() != null) {
      object.put("strict", tool.strict());
    }
    if (tool.cacheBreak() != null) {
      CacheControl.write(tool.cacheBreak(), object);
    }
  }

  /** Always of an object, and always saying so. */
  private static ObjectNode schema(@Nullable JsonNode parameters, ObjectNode maker) {
    if (!(parameters instanceof ObjectNode schema)) {
      return maker.objectNode().put("type", "object");
    }
    return schema.has("type") ? schema : maker.objectNode().put("type", "object").setAll(schema);
  }

  private static void choice(ToolChoice choice, boolean oneAtATime, ObjectNode body) {
    switch (choice) {
      case ToolChoice.Auto ignored -> {
        if (oneAtATime) {
          choice("auto", true, body);
        }
      }
      case ToolChoice.None ignored -> choice("none", false, body);
      case ToolChoice.Required ignored -> choice("any", oneAtATime, body);
      case ToolChoice.Named(String name) -> choice("tool", oneAtATime, body).put("name", name);
    }
  }

  private static ObjectNode choice(String type, boolean oneAtATime, ObjectNode body) {
    ObjectNode choice = body.putObject("tool_choice").put("type", type);
    return oneAtATime ? choice.put("disable_parallel_tool_use", true) : choice;
  }
}
