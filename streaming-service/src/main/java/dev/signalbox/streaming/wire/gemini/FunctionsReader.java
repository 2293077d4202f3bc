package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code tools} and {@code toolConfig}. Tools that run at Google stay there.
 *
 * @param choice which of them are to be called
 */
record FunctionsReader(List<Tool> tools, ToolChoice choice) {

  static FunctionsReader read(JsonMapper json, Fields body) {
    List<Fields> declarations = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      declarations.addAll(tool.objects("functionDeclarations"));
      tool.requireAllRead();
    }
    Fields config = body.object("toolConfig");
    Fields calling = config == null ? null : config.object("functionCallingConfig");
    if (config != null) {
      config.ignoreDefault("includeServerSideToolInvocations", false);
      config.requireAllRead();
    }
    String mode = calling == null ? null : calling.string("mode");
    boolean strict = mode != null && mode.equalsIgnoreCase("VALIDATED");
    List<Tool> tools = declarations.stream().map(function -> tool(json, function, strict)).toList();
    return new FunctionsReader(
        tools, calling == null ? new ToolChoice.Auto() : choice(calling, mode, tools));
  }

  private static Tool tool(JsonMapper json, Fields function, boolean strict) {
    Fields parameters = function.object("parameters");
    JsonNode schema =
        parameters == null
            ? function.value("parametersJsonSchema")
            : new SchemaReader(json).read(parameters);
    function.ignoreDefault("behavior", "BLOCKING");
    Tool tool =
        new Tool(
            function.requiredString("name"),
            function.string("description"),
            schema,
            strict ? Boolean.TRUE : null,
            null);
    function.requireAllRead();
    return tool;
  }

  private static ToolChoice choice(Fields calling, @Nullable String mode, List<Tool> tools) {
    List<String> allowed = calling.strings("allowedFunctionNames");
    calling.ignoreDefault("streamFunctionCallArguments", false);
    calling.requireAllRead();
    String wanted = mode == null ? "AUTO" : mode.toUpperCase(Locale.ROOT);
    if (wanted.equals("ANY") && allowed.size() == 1) {
      return new ToolChoice.Named(allowed.getFirst());
    }
    if (!allowed.isEmpty() && !names(tools).equals(Set.copyOf(allowed))) {
      throw calling.inexpressible("allowedFunctionNames");
    }
    return switch (wanted) {
      case "ANY" -> new ToolChoice.Required();
      case "NONE" -> new ToolChoice.None();
      case "AUTO", "VALIDATED", "MODE_UNSPECIFIED" -> new ToolChoice.Auto();
      default -> throw calling.invalid("mode", "AUTO, ANY, NONE or VALIDATED");
    };
  }

  private static Set<String> names(List<Tool> tools) {
    return tools.stream().map(Tool::name).collect(Collectors.toSet());
  }
}
