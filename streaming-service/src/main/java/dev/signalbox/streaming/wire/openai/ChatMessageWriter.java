package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.CallIds;
import dev.signalbox.streaming.wire.protocol.Quirk;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words turns as messages. */
final class ChatMessageWriter {

  /** OpenAI refuses longer ids of calls, Mistral all but those of its own kind. */
  private static final int MAX_CALL_ID = 40;

  private static final int SHORT_CALL_ID = 9;

  private final ArrayNode messages;
  private final Set<Quirk> quirks;
  private final Set<String> unused;

  ChatMessageWriter(ArrayNode messages, Set<Quirk> quirks, Set<String> unused) {
    this.messages = messages;
    this.quirks = quirks;
    this.unused = unused;
  }

  void write(Turn turn) {
    switch (turn.role()) {
      case SYSTEM -> write("system", turn);
      case USER -> write("user", turn);
      case ASSISTANT -> write("assistant", turn);
      case TOOL -> turn.parts().forEach(part -> result(part, turn));
    }
  }

  private void write(String role, Turn turn) {
    ObjectNode message = messages.addObject().put("role", role);
    ChatContentWriter content = content(turn);
    StringBuilder thoughts = new StringBuilder();
    for (Part part : turn.parts()) {
      switch (part) {
        case Part.ToolCall call -> call(call, message);
        case Part.Thinking thought -> thoughts.append(thought.text());
        case Part.RedactedThinking ignored -> unused.add("thinking");
        case Part.Text ignored -> content.add(part);
        case Part.Image ignored -> content.add(part);
        case Part.Document ignored -> content.add(part);
        case Part.Audio ignored -> content.add(part);
        case Part.CacheBreak ignored -> content.add(part);
        case Part.ToolResult ignored -> content.add(part);
      }
    }
    if (!content.isEmpty() || !message.has("tool_calls")) {
      content.writeTo(message);
    }
    if (!thoughts.isEmpty()) {
      thoughts(thoughts.toString(), message);
    }
  }

  private void thoughts(String text, ObjectNode message) {
    if (quirks.contains(Quirk.REASONING_CONTENT)) {
      message.put("reasoning_content", text);
    } else {
      unused.add("thinking");
    }
  }

  private void call(Part.ToolCall call, ObjectNode message) {
    ObjectNode written = message.withArray("tool_calls").addObject();
    written.put("id", callId(call.id())).put("type", "function");
    written.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    if (call.signature() != null) {
      unused.add("signature");
    }
  }

  private void result(Part part, Turn turn) {
    if (part instanceof Part.ToolResult result) {
      ObjectNode message = messages.addObject().put("role", "tool");
      message.put("tool_call_id", callId(result.callId()));
      ChatContentWriter content = content(turn);
      result.worded().forEach(content::add);
      content.writeTo(message);
    } else {
      content(turn).add(part);
    }
  }

  private ChatContentWriter content(Turn turn) {
    return new ChatContentWriter(turn, quirks.contains(Quirk.PLAIN_CONTENT), unused);
  }

  private String callId(String id) {
    return quirks.contains(Quirk.SHORT_CALL_IDS)
        ? CallIds.exactly(SHORT_CALL_ID, id)
        : CallIds.atMost(MAX_CALL_ID, id);
  }
}
