package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code tools} and {@code toolConfig}. */
final class FunctionsWriter {

  private FunctionsWriter() {}

  static void write(ModelRequest request, Set<String> unused, ObjectNode body) {
    List<Tool> tools = request.tools();
    ToolChoice choice = request.toolChoice();
    boolean mayCall = !tools.isEmpty() && !(choice instanceof ToolChoice.None);
    if (mayCall && Boolean.FALSE.equals(request.parallelToolCalls())) {
      throw new InexpressibleException(
          "parallel_tool_calls",
          "The protocol of this model cannot keep it from calling several tools at once.");
    }
    if (!tools.isEmpty()) {
      ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
      for (Tool tool : tools) {
        tool(tool, unused, declarations.addObject());
      }
    }
    choice(choice, tools, body);
  }

  private static void tool(Tool tool, Set<String> unused, ObjectNode declaration) {
    declaration.put("name", tool.name());
    if (tool.description() != null) {
      declaration.put("description", tool.description());
    }
    if (tool.parameters() != null) {
      declaration.set("parametersJsonSchema", tool.parameters());
    }
    if (tool.cacheBreak() != null) {
      unused.add("cache_control");
    }
  }

  private static void choice(ToolChoice choice, List<Tool> tools, ObjectNode body) {
    switch (choice) {
      case ToolChoice.Auto ignored -> {
        // The mode in which arguments follow their schemas, whichever function is called.
        if (tools.stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()))) {
          mode("VALIDATED", body);
        }
      }
      case ToolChoice.None ignored -> {
        if (!tools.isEmpty()) {
          mode("NONE", body);
        }
      }
      case ToolChoice.Required ignored -> {
        requireSome(tools);
        mode("ANY", body);
      }
      case ToolChoice.Named(String name) -> {
        requireSome(tools);
        mode("ANY", body).putArray("allowedFunctionNames").add(name);
      }
    }
  }

  private static void requireSome(List<Tool> tools) {
    if (tools.isEmpty()) {
      throw new InvalidRequestException("'tool_choice' needs tools to choose from.", "tool_choice");
    }
  }

  private static ObjectNode mode(String mode, ObjectNode body) {
    return body.putObject("toolConfig").putObject("functionCallingConfig").put("mode", mode);
  }
}
