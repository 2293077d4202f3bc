package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.protocol.ToolArguments;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the blocks of a whole message together. */
final class MessageContent {

  private final JsonMapper json;
  private final MessageObject objects;
  private final ArrayNode blocks;
  private final Map<Integer, ObjectNode> calls = new LinkedHashMap<>();
  private final Map<Integer, StringBuilder> arguments = new LinkedHashMap<>();

  MessageContent(JsonMapper json, MessageObject objects) {
    this.json = json;
    this.objects = objects;
    this.blocks = json.createArrayNode();
  }

  void add(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.TextDelta(String text) -> text(text);
      case AnswerEvent.ThinkingDelta(String text) -> thinking(text);
      case AnswerEvent.ThinkingSigned(String signature) -> signature(signature);
      case AnswerEvent.RedactedThinking(String data) -> blocks.add(objects.redactedThinking(data));
      case AnswerEvent.ToolCallStarted call -> call(call);
      case AnswerEvent.ToolArgumentsDelta(int index, String piece) ->
          arguments.computeIfAbsent(index, ignored -> new StringBuilder()).append(piece);
      case AnswerEvent.Started ignored -> {}
      case AnswerEvent.RefusalDelta ignored -> {}
      case AnswerEvent.OtherOutput ignored -> {}
      case AnswerEvent.Finished ignored -> {}
      case AnswerEvent.Usage ignored -> {}
      case AnswerEvent.Failed ignored -> {}
      case AnswerEvent.Malformed ignored -> {}
      case AnswerEvent.Ended ignored -> {}
    }
  }

  private void text(String text) {
    ObjectNode last = last("text");
    if (last != null) {
      last.put("text", last.path("text").asString("") + text);
    } else if (!text.isEmpty()) {
      blocks.add(objects.text(text));
    }
  }

  private void thinking(String text) {
    ObjectNode last = unsignedThought();
    if (last != null) {
      last.put("thinking", last.path("thinking").asString("") + text);
    } else if (!text.isEmpty()) {
      blocks.add(objects.thinking(text, ""));
    }
  }

  private void signature(String signature) {
    String kept = MessagesProtocol.PROVENANCE.kept(signature);
    ObjectNode last = unsignedThought();
    if (last != null) {
      last.put("signature", kept);
    } else {
      blocks.add(objects.thinking("", kept));
    }
  }

  private void call(AnswerEvent.ToolCallStarted call) {
    if (call.signature() != null) {
      blocks.add(objects.thinking("", MessagesProtocol.PROVENANCE.kept(call.signature())));
    }
    ObjectNode block = objects.toolUse(call, json.createObjectNode());
    calls.put(call.index(), block);
    blocks.add(block);
  }

  boolean hasCalls() {
    return !calls.isEmpty();
  }

  /** Complete: with the calls' arguments. */
  ArrayNode blocks() {
    calls.forEach(
        (index, block) -> {
          StringBuilder text = arguments.get(index);
          if (text != null) {
            block.set("input", ToolArguments.objectOrText(json, text.toString()));
          }
        });
    return blocks;
  }

  private @Nullable ObjectNode unsignedThought() {
    ObjectNode last = last("thinking");
    return last != null && last.path("signature").asString("").isEmpty() ? last : null;
  }

  private @Nullable ObjectNode last(String type) {
    return !blocks.isEmpty()
            && blocks.get(blocks.size() - 1) instanceof ObjectNode block
            && block.path("type").asString("").equals(type)
        ? block
        : null;
  }
}
