package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.protocol.Provenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the content blocks of one answer, streamed or in one piece. */
final class AnswerBlockReader {

  private final JsonMapper json;
  private final Provenance provenance;
  private final Map<Integer, Integer> callsByBlock = new HashMap<>();
  private final Map<Integer, String> signaturesByBlock = new HashMap<>();

  AnswerBlockReader(JsonMapper json, Provenance provenance) {
    this.json = json;
    this.provenance = provenance;
  }

  void start(int block, JsonNode start, List<AnswerEvent> events) {
    if (isCall(start)) {
      call(block, start.path("toolUse"), events);
    } else if (!start.isEmpty()) {
      events.add(new AnswerEvent.OtherOutput());
    }
  }

  /** What a tool on the provider's own side is told is nothing a client could answer. */
  private static boolean isCall(JsonNode block) {
    JsonNode call = block.path("toolUse");
    return call.isObject() && !call.hasNonNull("type");
  }

  private int call(int block, JsonNode call, List<AnswerEvent> events) {
    int index = callsByBlock.size();
    callsByBlock.put(block, index);
    events.add(
        new AnswerEvent.ToolCallStarted(
            index,
            call.path("toolUseId").asString("tooluse_" + index),
            call.path("name").asString(""),
            null));
    return index;
  }

  void delta(int block, JsonNode delta, List<AnswerEvent> events) {
    for (String kind : delta.propertyNames()) {
      JsonNode value = delta.path(kind);
      switch (kind) {
        case "text" -> text(value, events);
        case "toolUse" -> arguments(block, value.path("input").asString(""), events);
        case "reasoningContent" -> thought(block, value, events);
        default -> events.add(new AnswerEvent.OtherOutput());
      }
    }
  }

  private static void text(JsonNode text, List<AnswerEvent> events) {
    if (text.isString() && !text.stringValue().isEmpty()) {
      events.add(new AnswerEvent.TextDelta(text.stringValue()));
    }
  }

  private void arguments(int block, String piece, List<AnswerEvent> events) {
    Integer index = callsByBlock.get(block);
    if (index == null) {
      events.add(new AnswerEvent.OtherOutput());
    } else if (!piece.isEmpty()) {
      events.add(new AnswerEvent.ToolArgumentsDelta(index, piece));
    }
  }

  /** A signature may come in pieces and is whole when its block is. */
  private void thought(int block, JsonNode thought, List<AnswerEvent> events) {
    String text = thought.path("text").asString("");
    if (!text.isEmpty()) {
      events.add(new AnswerEvent.ThinkingDelta(text));
    }
    String signature = thought.path("signature").asString("");
    if (!signature.isEmpty()) {
      signaturesByBlock.merge(block, signature, String::concat);
    }
    String redacted = thought.path("redactedContent").asString("");
    if (!redacted.isEmpty()) {
      events.add(
          new AnswerEvent.RedactedThinking(
              provenance.canonical(RedactedContent.ofBase64(redacted))));
    }
  }

  void stop(int block, List<AnswerEvent> events) {
    String signature = signaturesByBlock.remove(block);
    if (signature != null) {
      events.add(new AnswerEvent.ThinkingSigned(provenance.canonical(signature)));
    }
  }

  void whole(int block, JsonNode content, List<AnswerEvent> events) {
    JsonNode reasoning = content.path("reasoningContent");
    if (isCall(content)) {
      JsonNode call = content.path("toolUse");
      int index = call(block, call, events);
      events.add(
          new AnswerEvent.ToolArgumentsDelta(index, json.writeValueAsString(call.path("input"))));
    } else if (content.path("text").isString()) {
      text(content.path("text"), events);
    } else if (reasoning.path("reasoningText").isObject()) {
      thought(block, reasoning.path("reasoningText"), events);
    } else if (reasoning.isObject()) {
      thought(block, reasoning, events);
    } else {
      for (JsonNode cited : content.path("citationsContent").path("content")) {
        text(cited.path("text"), events);
      }
      events.add(new AnswerEvent.OtherOutput());
    }
    stop(block, events);
  }
}
