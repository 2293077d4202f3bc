package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code messages}. What the model planned before it called tools is thought. */
final class CohereMessagesReader {

  private final JsonMapper json;
  private final Map<String, String> toolsByCall = new HashMap<>();

  CohereMessagesReader(JsonMapper json) {
    this.json = json;
  }

  List<Turn> read(Fields body) {
    List<Turn> turns = new ArrayList<>();
    for (Fields message : body.objects("messages")) {
      turns.add(turn(message));
      message.requireAllRead();
    }
    return turns;
  }

  private Turn turn(Fields message) {
    return switch (message.requiredString("role")) {
      case "system" ->
          new Turn(Turn.Role.SYSTEM, content(message, CohereMessagesReader::text), message.path());
      case "user" ->
          new Turn(Turn.Role.USER, content(message, CohereMessagesReader::ofUser), message.path());
      case "assistant" -> new Turn(Turn.Role.ASSISTANT, assistant(message), message.path());
      case "tool" -> new Turn(Turn.Role.TOOL, List.of(toolResult(message)), message.path());
      default -> throw message.invalid("role", "system, user, assistant or tool");
    };
  }

  /** A text alone, or a list of blocks. */
  private static List<Part> content(Fields message, Function<Fields, Part> block) {
    JsonNode content = message.value("content");
    if (content == null) {
      return List.of();
    }
    if (content.isString()) {
      return List.of(new Part.Text(content.stringValue()));
    }
    List<Part> parts = new ArrayList<>();
    for (Fields each : message.objects("content")) {
      parts.add(block.apply(each));
      each.requireAllRead();
    }
    return parts;
  }

  private static Part text(Fields block) {
    return switch (block.requiredString("type")) {
      case "text" -> new Part.Text(block.requiredString("text"));
      default -> throw block.invalid("type", "text");
    };
  }

  private static Part ofUser(Fields block) {
    return switch (block.requiredString("type")) {
      case "text" -> new Part.Text(block.requiredString("text"));
      case "image_url" -> {
        Fields image = block.requiredObject("image_url");
        image.ignoreDefault("detail", "auto");
        Part read = new Part.Image(Media.at(image.requiredString("url")));
        image.requireAllRead();
        yield read;
      }
      default -> throw block.invalid("type", "text or image_url");
    };
  }

  private static Part ofAssistant(Fields block) {
    return switch (block.requiredString("type")) {
      case "text" -> new Part.Text(block.requiredString("text"));
      case "thinking" -> new Part.Thinking(block.requiredString("thinking"), null);
      default -> throw block.invalid("type", "text or thinking");
    };
  }

  private List<Part> assistant(Fields message) {
    List<Part> parts = new ArrayList<>();
    String plan = message.string("tool_plan");
    if (plan != null && !plan.isEmpty()) {
      parts.add(new Part.Thinking(plan, null));
    }
    parts.addAll(content(message, CohereMessagesReader::ofAssistant));
    for (Fields call : message.objects("tool_calls")) {
      call.ignoreDefault("type", "function");
      Fields function = call.requiredObject("function");
      String id = call.requiredString("id");
      String name = function.requiredString("name");
      String arguments = Objects.requireNonNullElse(function.string("arguments"), "");
      toolsByCall.put(id, name);
      parts.add(new Part.ToolCall(id, name, arguments, null));
      function.requireAllRead();
      call.requireAllRead();
    }
    JsonNode citations = message.value("citations");
    if (citations != null && !citations.isEmpty()) {
      throw message.inexpressible("citations");
    }
    return parts;
  }

  private Part toolResult(Fields message) {
    String id = message.requiredString("tool_call_id");
    String name = toolsByCall.get(id);
    if (name == null) {
      throw new InvalidRequestException(
          "'" + message.path("tool_call_id") + "' is of no call before it.",
          message.path("tool_call_id"));
    }
    return new Part.ToolResult(id, name, content(message, this::ofTool), false);
  }

  private Part ofTool(Fields block) {
    return switch (block.requiredString("type")) {
      case "text" -> new Part.Text(block.requiredString("text"));
      case "document" -> {
        Fields document = block.requiredObject("document");
        // Only citations refer to it.
        document.ignore("id");
        JsonNode data = document.value("data");
        if (data == null) {
          throw document.missing("data");
        }
        document.requireAllRead();
        yield new Part.Text(data.isString() ? data.stringValue() : json.writeValueAsString(data));
      }
      default -> throw block.invalid("type", "text or document");
    };
  }
}
