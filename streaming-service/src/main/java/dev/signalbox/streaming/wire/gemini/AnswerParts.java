package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.protocol.ToolArguments;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the parts of an answer together. The arguments of a call are an object here, so that calls
 * wait until something else shows that they are complete.
 */
final class AnswerParts {

  private static final String THOUGHT = "thought";

  private final JsonMapper json;
  private final Map<Integer, AnswerEvent.ToolCallStarted> calls = new LinkedHashMap<>();
  private final Map<Integer, StringBuilder> arguments = new LinkedHashMap<>();
  private ArrayNode parts;
  private @Nullable String malformed;

  AnswerParts(JsonMapper json) {
    this.json = json;
    this.parts = json.createArrayNode();
  }

  void add(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.TextDelta(String text) -> text(text, false);
      case AnswerEvent.RefusalDelta(String text) -> text(text, false);
      case AnswerEvent.ThinkingDelta(String text) -> text(text, true);
      case AnswerEvent.ThinkingSigned(String signature) -> {
        flush();
        parts.addObject().put("text", "").put("thoughtSignature", ThoughtSignature.kept(signature));
      }
      case AnswerEvent.RedactedThinking(String data) -> {
        flush();
        parts
            .addObject()
            .put("text", "")
            .put(THOUGHT, true)
            .put("thoughtSignature", ThoughtSignature.keptThought(data));
      }
      case AnswerEvent.ToolCallStarted call -> {
        calls.put(call.index(), call);
        arguments.put(call.index(), new StringBuilder());
      }
      case AnswerEvent.ToolArgumentsDelta(int index, String piece) -> {
        StringBuilder text = arguments.get(index);
        if (text != null) {
          text.append(piece);
        }
      }
      case AnswerEvent.Started ignored -> {}
      case AnswerEvent.OtherOutput ignored -> {}
      case AnswerEvent.Finished ignored -> {}
      case AnswerEvent.Usage ignored -> {}
      case AnswerEvent.Failed ignored -> {}
      case AnswerEvent.Malformed ignored -> {}
      case AnswerEvent.Ended ignored -> {}
    }
  }

  private void text(String text, boolean thought) {
    if (text.isEmpty()) {
      return;
    }
    flush();
    if (!parts.isEmpty()
        && parts.get(parts.size() - 1) instanceof ObjectNode last
        && last.has("text")
        && last.has(THOUGHT) == thought
        && !last.has("thoughtSignature")) {
      last.put("text", last.path("text").asString("") + text);
      return;
    }
    ObjectNode part = parts.addObject().put("text", text);
    if (thought) {
      part.put(THOUGHT, true);
    }
  }

  private void flush() {
    calls.forEach(
        (index, call) -> call(call, arguments.getOrDefault(index, new StringBuilder()).toString()));
    calls.clear();
    arguments.clear();
  }

  private void call(AnswerEvent.ToolCallStarted call, String text) {
    ObjectNode args = ToolArguments.object(json, text);
    if (args == null) {
      malformed = call.name() + '(' + text + ')';
      return;
    }
    ObjectNode part = parts.addObject();
    part.putObject("functionCall").put("id", call.id()).put("name", call.name()).set("args", args);
    if (call.signature() != null) {
      part.put("thoughtSignature", ThoughtSignature.kept(call.signature()));
    }
  }

  /** The parts that are complete. */
  ArrayNode taken() {
    ArrayNode taken = parts;
    parts = json.createArrayNode();
    return taken;
  }

  /** All that is left, now that the answer is complete. */
  ArrayNode rest() {
    flush();
    return taken();
  }

  /** A call whose arguments are no object: it is not among the parts. */
  @Nullable String malformedCall() {
    return malformed;
  }
}
