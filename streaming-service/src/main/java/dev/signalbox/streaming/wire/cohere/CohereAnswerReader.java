package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers and their events. What the model plans before it calls tools is thought. */
final class CohereAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final Map<Integer, Integer> calls = new HashMap<>();

  CohereAnswerReader(JsonMapper json) {
    this.json = json;
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    String data = frame.data();
    if (data == null) {
      return List.of();
    }
    if (data.strip().equals("[DONE]")) {
      return List.of(new AnswerEvent.Ended());
    }
    try {
      JsonNode event = json.readTree(data);
      return event.isObject()
          ? event(event.path("type").asString(Objects.requireNonNullElse(frame.type(), "")), event)
          : List.of(new AnswerEvent.Malformed());
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
  }

  private List<AnswerEvent> event(String type, JsonNode event) {
    List<AnswerEvent> events = new ArrayList<>();
    JsonNode delta = event.path("delta");
    JsonNode message = delta.path("message");
    switch (type) {
      case "message-start" -> events.add(new AnswerEvent.Started(text(event, "id"), null));
      case "content-start", "content-delta" -> content(message.path("content"), events);
      case "tool-plan-delta" -> thought(text(message, "tool_plan"), events);
      case "tool-call-start" ->
          toolCall(event.path("index").asInt(0), only(message.path("tool_calls")), events);
      case "tool-call-delta" -> arguments(event.path("index").asInt(0), message, events);
      case "citation-start" -> events.add(new AnswerEvent.OtherOutput());
      case "message-end" -> end(delta, events);
      case "" -> {
        String error = CohereErrors.message(event);
        events.add(error == null ? new AnswerEvent.Malformed() : new AnswerEvent.Failed(error));
      }
      default -> {}
    }
    return events;
  }

  private static void content(JsonNode content, List<AnswerEvent> events) {
    thought(text(content, "thinking"), events);
    String text = text(content, "text");
    if (text != null && !text.isEmpty()) {
      events.add(new AnswerEvent.TextDelta(text));
    }
  }

  private static void thought(@Nullable String text, List<AnswerEvent> events) {
    if (text != null && !text.isEmpty()) {
      events.add(new AnswerEvent.ThinkingDelta(text));
    }
  }

  private void toolCall(int index, JsonNode call, List<AnswerEvent> events) {
    int position = calls.size();
    calls.put(index, position);
    JsonNode function = call.path("function");
    events.add(
        new AnswerEvent.ToolCallStarted(
            position,
            call.path("id").asString("call_" + position),
            function.path("name").asString(""),
            null));
    addArguments(position, function, events);
  }

  private void arguments(int index, JsonNode message, List<AnswerEvent> events) {
    Integer position = calls.get(index);
    if (position == null) {
      events.add(new AnswerEvent.Malformed());
    } else {
      addArguments(position, only(message.path("tool_calls")).path("function"), events);
    }
  }

  private static void addArguments(int position, JsonNode function, List<AnswerEvent> events) {
    String arguments = text(function, "arguments");
    if (arguments != null && !arguments.isEmpty()) {
      events.add(new AnswerEvent.ToolArgumentsDelta(position, arguments));
    }
  }

  /** Usage first, so that what failed counts too. */
  private static void end(JsonNode end, List<AnswerEvent> events) {
    JsonNode usage = end.path("usage");
    if (usage.isObject()) {
      events.add(new AnswerEvent.Usage(usage, CohereUsage.buckets(usage)));
    }
    String reason = end.path("finish_reason").asString("");
    String error = text(end, "error");
    if (error != null || CohereStop.failed(reason)) {
      events.add(
          new AnswerEvent.Failed(error == null ? "the generation ended with " + reason : error));
    } else {
      events.add(new AnswerEvent.Finished(CohereStop.reason(reason), null));
    }
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
    String error = CohereErrors.message(answer);
    if (error != null) {
      return List.of(new AnswerEvent.Failed(error));
    }
    JsonNode message = answer.path("message");
    if (!message.isObject()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    events.add(new AnswerEvent.Started(text(answer, "id"), null));
    thought(text(message, "tool_plan"), events);
    message.path("content").forEach(content -> content(content, events));
    message.path("tool_calls").forEach(call -> toolCall(calls.size(), call, events));
    if (!message.path("citations").isEmpty()) {
      events.add(new AnswerEvent.OtherOutput());
    }
    end(answer, events);
    events.add(new AnswerEvent.Ended());
    return events;
  }

  /** The API says an object, some of its deployments a list of one. */
  private static JsonNode only(JsonNode calls) {
    return calls.isArray() ? calls.path(0) : calls;
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}
