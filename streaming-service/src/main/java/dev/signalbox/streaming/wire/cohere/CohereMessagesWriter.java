package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code messages}. Thoughts before calls are the model's {@code tool_plan}; others are of
 * no use to it.
 */
final class CohereMessagesWriter {

  private final ArrayNode messages;
  private final Set<String> unused;

  CohereMessagesWriter(ArrayNode messages, Set<String> unused) {
    this.messages = messages;
    this.unused = unused;
  }

  void write(Turn turn) {
    switch (turn.role()) {
      case SYSTEM -> content(turn, "system");
      case USER -> content(turn, "user");
      case ASSISTANT -> assistant(turn);
      case TOOL -> turn.parts().forEach(part -> toolResult(turn, part));
    }
  }

  private void content(Turn turn, String role) {
    List<Part> content = new ArrayList<>();
    for (Part part : turn.parts()) {
      switch (part) {
        case Part.Text text -> content.add(text);
        case Part.Image image when turn.role() == Turn.Role.USER -> content.add(image);
        case Part.CacheBreak ignored -> unused.add("cache_control");
        case Part.Image ignored -> throw inexpressible(turn, "An image");
        case Part.Document ignored -> throw inexpressible(turn, "A document");
        case Part.Audio ignored -> throw inexpressible(turn, "Audio");
        case Part.ToolCall ignored -> throw inexpressible(turn, "A call of a tool");
        case Part.ToolResult ignored -> throw inexpressible(turn, "A tool's result");
        case Part.Thinking ignored -> throw inexpressible(turn, "A thought");
        case Part.RedactedThinking ignored -> throw inexpressible(turn, "A thought");
      }
    }
    put(content, messages.addObject().put("role", role));
  }

  private void assistant(Turn turn) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    boolean calls = turn.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
    List<Part> content = new ArrayList<>();
    StringBuilder plan = new StringBuilder();
    ArrayNode toolCalls = messages.arrayNode();
    for (Part part : turn.parts()) {
      switch (part) {
        case Part.Text text -> content.add(text);
        case Part.ToolCall call -> call(call, toolCalls);
        case Part.Thinking thought when calls && thought.signature() == null ->
            plan.append(plan.isEmpty() ? "" : "\n\n").append(thought.text());
        case Part.Thinking ignored -> unused.add("thinking");
        case Part.RedactedThinking ignored -> unused.add("thinking");
        case Part.CacheBreak ignored -> unused.add("cache_control");
        case Part.Image ignored -> throw inexpressible(turn, "An image");
        case Part.Document ignored -> throw inexpressible(turn, "A document");
        case Part.Audio ignored -> throw inexpressible(turn, "Audio");
        case Part.ToolResult ignored -> throw inexpressible(turn, "A tool's result");
      }
    }
    if (!calls || !content.isEmpty()) {
      put(content, message);
    }
    if (!plan.isEmpty()) {
      message.put("tool_plan", plan.toString());
    }
    if (calls) {
      message.set("tool_calls", toolCalls);
    }
  }

  private void call(Part.ToolCall call, ArrayNode calls) {
    CohereAnswer.call(call, calls);
    if (call.signature() != null) {
      unused.add("thinking");
    }
  }

  private void toolResult(Turn turn, Part part) {
    if (!(part instanceof Part.ToolResult result)) {
      unused.add("cache_control");
      return;
    }
    List<Part> content = result.worded();
    for (Part each : content) {
      if (!(each instanceof Part.Text)) {
        throw inexpressible(turn, "Anything but text in a tool's result");
      }
    }
    put(content, messages.addObject().put("role", "tool").put("tool_call_id", result.callId()));
  }

  /** One text alone is a string. */
  private static void put(List<Part> content, ObjectNode message) {
    if (content.isEmpty()) {
      message.put("content", "");
    } else if (content.size() == 1 && content.getFirst() instanceof Part.Text(String text)) {
      message.put("content", text);
    } else {
      ArrayNode blocks = message.putArray("content");
      content.forEach(part -> block(part, blocks));
    }
  }

  private static void block(Part part, ArrayNode blocks) {
    if (part instanceof Part.Image image) {
      blocks
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", image.media().url());
    } else if (part instanceof Part.Text(String text)) {
      blocks.addObject().put("type", "text").put("text", text);
    }
  }

  private static InexpressibleException inexpressible(Turn turn, String what) {
    return new InexpressibleException(
        turn.field(),
        what + ", as in '" + turn.field() + "', has no counterpart in the protocol of this model.");
  }
}
