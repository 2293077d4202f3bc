package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the parts of an answer into events. Calls of functions always come whole. */
final class PartEvents {

  /** With what is added to it, an id of a call is as long as OpenAI allows. */
  private static final int MAX_ANSWER_ID = 28;

  private final JsonMapper json;
  private String answer = "";
  private int calls;

  PartEvents(JsonMapper json) {
    this.json = json;
  }

  /** Ids that are made up bear the answer's, so that those of several answers differ. */
  void answer(@Nullable String id) {
    if (id != null) {
      String plain = id.replaceAll("[^a-zA-Z0-9_-]", "");
      answer = plain.substring(0, Math.min(MAX_ANSWER_ID, plain.length())) + '_';
    }
  }

  boolean hasCalls() {
    return calls > 0;
  }

  void read(JsonNode part, List<AnswerEvent> events) {
    JsonNode call = part.path("functionCall");
    String signature = part.path("thoughtSignature").asString("");
    if (call.isObject()) {
      call(call, signature, events);
    } else if (part.path("thought").asBoolean(false)) {
      thought(part, signature, events);
    } else {
      content(part, events);
      signed(signature, events);
    }
  }

  private void call(JsonNode call, String signature, List<AnswerEvent> events) {
    String id = call.path("id").asString("");
    events.add(
        new AnswerEvent.ToolCallStarted(
            calls,
            id.isEmpty() ? "call_" + answer + calls : id,
            call.path("name").asString(""),
            signature.isEmpty() ? null : ThoughtSignature.canonical(signature)));
    JsonNode args = call.path("args");
    events.add(
        new AnswerEvent.ToolArgumentsDelta(
            calls, args.isObject() ? json.writeValueAsString(args) : "{}"));
    calls++;
  }

  private static void thought(JsonNode part, String signature, List<AnswerEvent> events) {
    String redacted = ThoughtSignature.thought(signature);
    if (redacted != null) {
      events.add(new AnswerEvent.RedactedThinking(redacted));
      return;
    }
    String text = part.path("text").asString("");
    if (!text.isEmpty()) {
      events.add(new AnswerEvent.ThinkingDelta(text));
    }
    signed(signature, events);
  }

  private static void content(JsonNode part, List<AnswerEvent> events) {
    JsonNode text = part.path("text");
    if (text.isString()) {
      if (!text.stringValue().isEmpty()) {
        events.add(new AnswerEvent.TextDelta(text.stringValue()));
      }
    } else if (part.size() > (part.has("thoughtSignature") ? 1 : 0)) {
      // Images, sound, code that was run.
      events.add(new AnswerEvent.OtherOutput());
    }
  }

  private static void signed(String signature, List<AnswerEvent> events) {
    if (!signature.isEmpty()) {
      events.add(new AnswerEvent.ThinkingSigned(ThoughtSignature.canonical(signature)));
    }
  }
}
