package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns content blocks into events, whether they come whole or in pieces. */
final class ContentEvents {

  private final JsonMapper json;
  private final Map<Integer, Integer> calls = new HashMap<>();
  private final Set<Integer> withArguments = new HashSet<>();

  ContentEvents(JsonMapper json) {
    this.json = json;
  }

  /** A block that has its content at once. */
  void whole(int index, JsonNode block, List<AnswerEvent> events) {
    started(index, block, events);
    stopped(index, events);
  }

  /** A block begins, usually without content. */
  void started(int index, JsonNode block, List<AnswerEvent> events) {
    switch (block.path("type").asString("")) {
      case "text" -> text(block, events);
      case "thinking" -> {
        thinking(block, events);
        signature(block, events);
      }
      case "redacted_thinking" ->
          events.add(
              new AnswerEvent.RedactedThinking(
                  MessagesProtocol.PROVENANCE.canonical(block.path("data").asString(""))));
      case "tool_use" -> toolUse(index, block, events);
      default -> events.add(new AnswerEvent.OtherOutput());
    }
  }

  void delta(int index, JsonNode delta, List<AnswerEvent> events) {
    switch (delta.path("type").asString("")) {
      case "text_delta" -> text(delta, events);
      case "thinking_delta" -> thinking(delta, events);
      case "signature_delta" -> signature(delta, events);
      case "input_json_delta" -> arguments(index, delta.path("partial_json").asString(""), events);
      default -> {
        // Citations, or something newer: nothing another protocol could be told.
      }
    }
  }

  void stopped(int index, List<AnswerEvent> events) {
    if (calls.containsKey(index) && !withArguments.contains(index)) {
      arguments(index, "{}", events);
    }
  }

  private void toolUse(int index, JsonNode block, List<AnswerEvent> events) {
    int call = calls.size();
    calls.put(index, call);
    events.add(
        new AnswerEvent.ToolCallStarted(
            call,
            block.path("id").asString("toolu_" + call),
            block.path("name").asString(""),
            null));
    JsonNode input = block.path("input");
    if (!input.isEmpty()) {
      arguments(index, json.writeValueAsString(input), events);
    }
  }

  private void arguments(int index, String text, List<AnswerEvent> events) {
    Integer call = calls.get(index);
    if (call != null && !text.isEmpty()) {
      withArguments.add(index);
      events.add(new AnswerEvent.ToolArgumentsDelta(call, text));
    }
  }

  private static void text(JsonNode piece, List<AnswerEvent> events) {
    String text = piece.path("text").asString("");
    if (!text.isEmpty()) {
      events.add(new AnswerEvent.TextDelta(text));
    }
  }

  private static void thinking(JsonNode piece, List<AnswerEvent> events) {
    String text = piece.path("thinking").asString("");
    if (!text.isEmpty()) {
      events.add(new AnswerEvent.ThinkingDelta(text));
    }
  }

  private static void signature(JsonNode piece, List<AnswerEvent> events) {
    String signature = piece.path("signature").asString("");
    if (!signature.isEmpty()) {
      events.add(new AnswerEvent.ThinkingSigned(MessagesProtocol.PROVENANCE.canonical(signature)));
    }
  }
}
