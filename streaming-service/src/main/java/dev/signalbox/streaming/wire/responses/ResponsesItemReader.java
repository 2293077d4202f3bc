package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads instructions and input. What the model said is several items, one after the other, which
 * together are one turn.
 */
final class ResponsesItemReader {

  /** Put between the parts of a summary, which others do not have. */
  static final String BETWEEN_THOUGHTS = "\n\n";

  private final List<Turn> turns = new ArrayList<>();
  private final Map<String, String> calledById = new HashMap<>();
  private final List<Part> said = new ArrayList<>();
  private String saidFrom = "";

  private ResponsesItemReader() {}

  static List<Turn> turns(Fields body) {
    ResponsesItemReader reader = new ResponsesItemReader();
    String instructions = body.string("instructions");
    if (instructions != null) {
      reader.turn(Turn.Role.SYSTEM, List.of(new Part.Text(instructions)), "instructions");
    }
    JsonNode input = body.value("input");
    if (input != null && input.isString()) {
      reader.turn(Turn.Role.USER, List.of(new Part.Text(input.stringValue())), "input");
      return reader.turns;
    }
    for (Fields item : body.objects("input")) {
      reader.item(item);
      item.requireAllRead();
    }
    reader.endSaid();
    return reader.turns;
  }

  private void item(Fields item) {
    // How OpenAI names items and how far they had come, when it gave them.
    item.ignore("id", "status");
    String type = item.has("role") && !item.has("type") ? "message" : item.requiredString("type");
    item.ignore("type");
    switch (type) {
      case "message" -> message(item);
      case "function_call" -> said(item, List.of(call(item)));
      case "function_call_output" -> turn(Turn.ofResult(result(item), item.path()));
      case "reasoning" -> said(item, thought(item));
      case "item_reference" -> throw ResponsesRequestReader.stored(item, "id");
      default -> throw item.inexpressible("type");
    }
  }

  private void message(Fields message) {
    String role = message.requiredString("role");
    if (!message.has("content")) {
      throw message.missing("content");
    }
    // Which of several messages is the answer; of use to OpenAI's models only.
    message.ignore("phase");
    List<Part> content = ResponsesContentReader.content(message, "content");
    switch (role) {
      case "user" -> turn(Turn.Role.USER, content, message.path());
      case "system", "developer" -> turn(Turn.Role.SYSTEM, content, message.path());
      case "assistant" -> said(message, content);
      default -> throw message.invalid("role", "user, assistant, system or developer");
    }
  }

  private void turn(Turn.Role role, List<Part> parts, String field) {
    turn(new Turn(role, parts, field));
  }

  private void turn(Turn turn) {
    endSaid();
    turns.add(turn);
  }

  private void said(Fields item, List<Part> parts) {
    if (said.isEmpty()) {
      saidFrom = item.path();
    }
    said.addAll(parts);
  }

  private void endSaid() {
    if (!said.isEmpty()) {
      turns.add(new Turn(Turn.Role.ASSISTANT, said, saidFrom));
      said.clear();
    }
  }

  private Part.ToolCall call(Fields call) {
    String id = call.requiredString("call_id");
    String name = call.requiredString("name");
    calledById.put(id, name);
    return new Part.ToolCall(id, name, arguments(call), ResponsesProtocol.SIGNATURE.read(call));
  }

  /**
   * As the model put them out, even if it is no object; for a function without any, an empty one.
   */
  private static String arguments(Fields call) {
    String arguments = call.requiredString("arguments");
    return arguments.isBlank() ? "{}" : arguments;
  }

  private Part.ToolResult result(Fields result) {
    String id = result.requiredString("call_id");
    result.ignore("name");
    String name = calledById.get(id);
    if (name == null) {
      throw new InvalidRequestException(
          "'" + result.path("call_id") + "' is not the id of a function call before it.",
          result.path("call_id"));
    }
    if (!result.has("output")) {
      throw result.missing("output");
    }
    return new Part.ToolResult(id, name, ResponsesContentReader.content(result, "output"), false);
  }

  /** An encrypted thought without a summary cannot be read by anyone but OpenAI. */
  private static List<Part> thought(Fields thought) {
    List<Fields> worded = new ArrayList<>(thought.objects("summary"));
    worded.addAll(thought.objects("content"));
    String content = thought.string("encrypted_content");
    String encrypted = content == null ? null : ResponsesProtocol.PROVENANCE.canonical(content);
    if (worded.isEmpty()) {
      return encrypted == null ? List.of() : List.of(new Part.RedactedThinking(encrypted));
    }
    String text =
        String.join(
            BETWEEN_THOUGHTS, worded.stream().map(part -> part.requiredString("text")).toList());
    return List.of(new Part.Thinking(text, encrypted));
  }
}
