package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the conversation of a request. */
final class ChatMessageReader {

  private final Map<String, String> calledById = new HashMap<>();

  private ChatMessageReader() {}

  static List<Turn> turns(Fields body) {
    ChatMessageReader reader = new ChatMessageReader();
    List<Turn> turns = new ArrayList<>();
    for (Fields message : body.objects("messages")) {
      turns.add(reader.turn(message));
      message.requireAllRead();
    }
    return turns;
  }

  private Turn turn(Fields message) {
    return switch (message.requiredString("role")) {
      case "system", "developer" ->
          new Turn(Turn.Role.SYSTEM, requiredContent(message), message.path());
      case "user" -> new Turn(Turn.Role.USER, requiredContent(message), message.path());
      case "assistant" -> new Turn(Turn.Role.ASSISTANT, said(message), message.path());
      case "tool" -> Turn.ofResult(result(message), message.path());
      case "function" -> throw message.inexpressible("role");
      default -> throw message.invalid("role", "system, developer, user, assistant or tool");
    };
  }

  private static List<Part> requiredContent(Fields message) {
    if (!message.has("content")) {
      throw message.missing("content");
    }
    return ChatPartReader.content(message);
  }

  private List<Part> said(Fields message) {
    List<Part> parts = new ArrayList<>(ChatThoughtReader.thoughts(message));
    parts.addAll(ChatPartReader.content(message));
    String refusal = message.string("refusal");
    if (refusal != null) {
      parts.add(new Part.Text(refusal));
    }
    for (Fields call : message.objects("tool_calls")) {
      parts.add(toolCall(call));
      call.requireAllRead();
    }
    // What an answer's message has beside what it says.
    message.ignore("annotations");
    return parts;
  }

  private Part.ToolCall toolCall(Fields call) {
    ChatRequestReader.requireFunction(call);
    call.ignore("index");
    Fields function = call.requiredObject("function");
    String id = call.requiredString("id");
    String name = function.requiredString("name");
    calledById.put(id, name);
    Part.ToolCall read =
        new Part.ToolCall(id, name, arguments(function), ChatProtocol.SIGNATURE.read(call));
    function.requireAllRead();
    return read;
  }

  /**
   * As the model put them out, even if it is no object; for a function without any, an empty one.
   */
  private static String arguments(Fields function) {
    String arguments = function.requiredString("arguments");
    return arguments.isBlank() ? "{}" : arguments;
  }

  private Part.ToolResult result(Fields message) {
    String id = message.requiredString("tool_call_id");
    message.ignore("name");
    String name = calledById.get(id);
    if (name == null) {
      throw new InvalidRequestException(
          "'" + message.path("tool_call_id") + "' is not the id of a tool call before it.",
          message.path("tool_call_id"));
    }
    return new Part.ToolResult(id, name, requiredContent(message), false);
  }
}
