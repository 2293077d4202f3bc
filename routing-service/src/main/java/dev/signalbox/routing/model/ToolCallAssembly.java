package dev.signalbox.routing.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.ai.chat.messages.AssistantMessage;
import tools.jackson.databind.JsonNode;

/** Puts the tool calls together that a stream delivers in pieces, by their index. */
final class ToolCallAssembly {

  private static final int MAX_CALLS = 64;

  private static final class Part {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  private final Map<Integer, Part> parts = new TreeMap<>();
  private final int maxArgumentCharacters;

  ToolCallAssembly(int maxArgumentCharacters) {
    this.maxArgumentCharacters = maxArgumentCharacters;
  }

  /** Takes the {@code tool_calls} of one chunk's delta. */
  void add(JsonNode toolCalls) {
    for (JsonNode call : toolCalls) {
      Part part =
          parts.computeIfAbsent(call.path("index").asInt(parts.size()), absent -> new Part());
      if (parts.size() > MAX_CALLS) {
        throw new ModelException(
            ModelFailure.PROVIDER_ERROR,
            "The model asks for more than " + MAX_CALLS + " tool calls at once.");
      }
      JsonNode function = call.path("function");
      part.id = call.path("id").asString(part.id);
      part.name = function.path("name").asString(part.name);
      part.arguments.append(function.path("arguments").asString(""));
      if (part.arguments.length() > maxArgumentCharacters) {
        throw new ModelException(
            ModelFailure.ANSWER_TOO_LONG, "The arguments of a tool call are longer than is kept.");
      }
    }
  }

  List<AssistantMessage.ToolCall> calls() {
    List<AssistantMessage.ToolCall> calls = new ArrayList<>();
    parts.forEach(
        (index, part) ->
            calls.add(
                new AssistantMessage.ToolCall(
                    part.id.isEmpty() ? "call_" + index : part.id,
                    "function",
                    part.name,
                    part.arguments.isEmpty() ? "{}" : part.arguments.toString())));
    return calls;
  }
}
