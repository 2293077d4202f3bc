package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code toolConfig}. */
final class ToolsReader {

  private final List<Tool> tools = new ArrayList<>();
  private final ToolChoice choice;
  private final @Nullable Boolean parallel;

  ToolsReader(@Nullable Fields config, ModelFields modelFields) {
    ToolChoice own = modelFields.toolChoice();
    ToolChoice chosen = new ToolChoice.Auto();
    if (config != null) {
      config.objects("tools").forEach(this::tool);
      Fields choices = config.object("toolChoice");
      chosen = choices == null ? chosen : choice(choices);
      config.requireAllRead();
    }
    this.choice = own == null ? chosen : own;
    this.parallel = modelFields.parallelToolCalls();
  }

  private void tool(Fields tool) {
    Fields specification = tool.object("toolSpec");
    if (specification != null) {
      Fields schema = specification.requiredObject("inputSchema");
      tools.add(
          new Tool(
              specification.requiredString("name"),
              specification.string("description"),
              schema.value("json"),
              specification.bool("strict"),
              null));
      schema.requireAllRead();
      specification.requireAllRead();
    }
    Fields point = tool.object("cachePoint");
    if (point != null && !tools.isEmpty()) {
      Tool last = tools.removeLast();
      tools.add(
          new Tool(
              last.name(),
              last.description(),
              last.parameters(),
              last.strict(),
              CachePoints.read(point)));
    }
    tool.requireAllRead();
  }

  private static ToolChoice choice(Fields choices) {
    ToolChoice choice = new ToolChoice.Auto();
    choices.ignore("auto");
    if (choices.object("any") != null) {
      choice = new ToolChoice.Required();
    }
    Fields named = choices.object("tool");
    if (named != null) {
      choice = new ToolChoice.Named(named.requiredString("name"));
      named.requireAllRead();
    }
    choices.requireAllRead();
    return choice;
  }

  List<Tool> tools() {
    return tools;
  }

  ToolChoice choice() {
    return choice;
  }

  @Nullable Boolean parallel() {
    return parallel;
  }
}
