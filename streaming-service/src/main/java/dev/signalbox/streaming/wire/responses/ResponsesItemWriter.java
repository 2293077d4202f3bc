package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.CallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words turns as instructions and items of input. */
final class ResponsesItemWriter {

  /** OpenAI refuses longer ids of calls. */
  private static final int MAX_CALL_ID = 64;

  private final ObjectNode body;
  private final ArrayNode input;
  private final Set<String> unused;

  ResponsesItemWriter(ObjectNode body, Set<String> unused) {
    this.body = body;
    this.input = body.putArray("input");
    this.unused = unused;
  }

  void write(List<Turn> turns) {
    int from = 0;
    if (!turns.isEmpty() && turns.getFirst().role() == Turn.Role.SYSTEM) {
      String instructions = singleText(turns.getFirst());
      if (instructions != null) {
        body.put("instructions", instructions);
        from = 1;
      }
    }
    turns.subList(from, turns.size()).forEach(this::write);
  }

  private void write(Turn turn) {
    switch (turn.role()) {
      case SYSTEM -> message("system", "input_text", turn, turn.parts());
      case USER -> message("user", "input_text", turn, turn.parts());
      case ASSISTANT -> said(turn);
      case TOOL -> turn.parts().forEach(part -> result(part, turn));
    }
  }

  private static @Nullable String singleText(Turn turn) {
    return turn.parts().size() == 1 && turn.parts().getFirst() instanceof Part.Text(String text)
        ? text
        : null;
  }

  private void message(String role, String textType, Turn turn, List<Part> parts) {
    ObjectNode message = input.addObject().put("role", role);
    ResponsesContentWriter content = new ResponsesContentWriter(turn, textType, unused);
    parts.forEach(content::add);
    content.writeTo(message, "content");
  }

  /** In order: texts next to each other are one message, all else are items of their own. */
  private void said(Turn turn) {
    List<Part> texts = new ArrayList<>();
    for (Part part : turn.parts()) {
      switch (part) {
        case Part.Text ignored -> texts.add(part);
        case Part.CacheBreak ignored -> unused.add("cache_control");
        case Part.Thinking(String text, String signature) -> {
          endMessage(texts, turn);
          thought(signature, text);
        }
        case Part.RedactedThinking(String data) -> {
          endMessage(texts, turn);
          thought(data, null);
        }
        case Part.ToolCall call -> {
          endMessage(texts, turn);
          call(call);
        }
        case Part.Image ignored -> throw inexpressible(turn);
        case Part.Document ignored -> throw inexpressible(turn);
        case Part.Audio ignored -> throw inexpressible(turn);
        case Part.ToolResult ignored -> throw inexpressible(turn);
      }
    }
    endMessage(texts, turn);
  }

  private void endMessage(List<Part> texts, Turn turn) {
    if (!texts.isEmpty()) {
      message("assistant", "output_text", turn, texts);
      texts.clear();
    }
  }

  /** What OpenAI made; what others did, or nobody encrypted, is of no use to it. */
  private void thought(@Nullable String opaque, @Nullable String summary) {
    String own = ResponsesProtocol.PROVENANCE.own(opaque);
    if (own == null) {
      unused.add("thinking");
      return;
    }
    ObjectNode item = input.addObject().put("type", "reasoning").put("encrypted_content", own);
    ArrayNode parts = item.putArray("summary");
    if (summary != null) {
      parts.addObject().put("type", "summary_text").put("text", summary);
    }
  }

  private void call(Part.ToolCall call) {
    input
        .addObject()
        .put("type", "function_call")
        .put("call_id", CallIds.atMost(MAX_CALL_ID, call.id()))
        .put("name", call.name())
        .put("arguments", call.arguments());
    if (call.signature() != null) {
      unused.add("signature");
    }
  }

  private void result(Part part, Turn turn) {
    switch (part) {
      case Part.ToolResult result -> result(result, turn);
      case Part.CacheBreak ignored -> unused.add("cache_control");
      case Part.Text ignored -> throw inexpressible(turn);
      case Part.Image ignored -> throw inexpressible(turn);
      case Part.Document ignored -> throw inexpressible(turn);
      case Part.Audio ignored -> throw inexpressible(turn);
      case Part.ToolCall ignored -> throw inexpressible(turn);
      case Part.Thinking ignored -> throw inexpressible(turn);
      case Part.RedactedThinking ignored -> throw inexpressible(turn);
    }
  }

  private void result(Part.ToolResult result, Turn turn) {
    ObjectNode item = input.addObject().put("type", "function_call_output");
    item.put("call_id", CallIds.atMost(MAX_CALL_ID, result.callId()));
    ResponsesContentWriter content = new ResponsesContentWriter(turn, "input_text", unused);
    result.worded().forEach(content::add);
    content.writeTo(item, "output");
  }

  private static InexpressibleException inexpressible(Turn turn) {
    return new InexpressibleException(
        turn.field(), "'" + turn.field() + "' has something in it that its role cannot say here.");
  }
}
