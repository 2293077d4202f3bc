package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code tools} and {@code tool_choice}. Tools that run at the provider stay there. */
final class ToolsReader {

  private ToolsReader() {}

  static List<Tool> tools(Fields body) {
    List<Tool> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      tools.add(tool(tool));
    }
    return tools;
  }

  private static Tool tool(Fields tool) {
    tool.ignoreDefault("type", "custom");
    tool.ignoreDefault("defer_loading", false);
    // How its arguments are cut into pieces.
    tool.ignore("eager_input_streaming");
    for (String caller : tool.strings("allowed_callers")) {
      if (!caller.equals("direct")) {
        throw tool.inexpressible("allowed_callers");
      }
    }
    JsonNode schema = tool.required("input_schema");
    if (!schema.isObject()) {
      throw tool.invalid("input_schema", "an object");
    }
    Tool read =
        new Tool(
            tool.requiredString("name"),
            tool.string("description"),
            schema,
            tool.bool("strict"),
            CacheControl.read(tool));
    tool.requireAllRead();
    return read;
  }

  static ToolChoice choice(Fields body) {
    Fields choice = body.object("tool_choice");
    if (choice == null) {
      return new ToolChoice.Auto();
    }
    ToolChoice read =
        switch (choice.requiredString("type")) {
          case "auto" -> new ToolChoice.Auto();
          case "any" -> new ToolChoice.Required();
          case "tool" -> new ToolChoice.Named(choice.requiredString("name"));
          case "none" -> new ToolChoice.None();
          default -> throw choice.invalid("type", "auto, any, tool or none");
        };
    choice.bool("disable_parallel_tool_use");
    choice.requireAllRead();
    return read;
  }

  /** Null unless it is switched off: that several may be called is the default. */
  static @Nullable Boolean parallel(Fields body) {
    Fields choice = body.object("tool_choice");
    boolean off = choice != null && Boolean.TRUE.equals(choice.bool("disable_parallel_tool_use"));
    return off ? Boolean.FALSE : null;
  }
}
