package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads chat completions and their chunks. */
final class ChatAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final ReasoningCount reasoning;
  private final Set<Integer> callsStarted = new HashSet<>();
  private boolean started;

  ChatAnswerReader(JsonMapper json, ReasoningCount reasoning) {
    this.json = json;
    this.reasoning = reasoning;
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
      return answer(json.readTree(data), "delta");
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
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
    if (!answer.hasNonNull("error") && !answer.path("choices").isArray()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>(answer(answer, "message"));
    events.add(new AnswerEvent.Ended());
    return events;
  }

  private List<AnswerEvent> answer(JsonNode answer, String content) {
    if (!answer.isObject()) {
      return List.of(new AnswerEvent.Malformed());
    }
    if (answer.hasNonNull("error")) {
      return List.of(new AnswerEvent.Failed(ChatErrors.message(answer.path("error"))));
    }
    List<AnswerEvent> events = new ArrayList<>();
    if (!started) {
      started = true;
      events.add(new AnswerEvent.Started(text(answer, "id"), text(answer, "model")));
    }
    for (JsonNode choice : answer.path("choices")) {
      output(choice.path(content), events);
      if (choice.hasNonNull("finish_reason")) {
        events.add(
            new AnswerEvent.Finished(stopReason(choice.path("finish_reason").asString("")), null));
      }
    }
    JsonNode usage = answer.path("usage");
    if (usage.isObject()) {
      events.add(new AnswerEvent.Usage(usage, ChatUsage.buckets(usage, reasoning)));
    }
    return events;
  }

  private void output(JsonNode message, List<AnswerEvent> events) {
    String thought = text(message, "reasoning_content");
    if (thought == null) {
      thought = text(message, "reasoning");
    }
    if (thought != null) {
      events.add(new AnswerEvent.ThinkingDelta(thought));
    }
    String content = text(message, "content");
    if (content != null) {
      events.add(new AnswerEvent.TextDelta(content));
    }
    String refusal = text(message, "refusal");
    if (refusal != null) {
      events.add(new AnswerEvent.RefusalDelta(refusal));
    }
    int position = 0;
    for (JsonNode call : message.path("tool_calls")) {
      toolCall(call, call.path("index").asInt(position), events);
      position++;
    }
    if (message.hasNonNull("audio")) {
      events.add(new AnswerEvent.OtherOutput());
    }
  }

  private void toolCall(JsonNode call, int index, List<AnswerEvent> events) {
    JsonNode function = call.path("function");
    if (callsStarted.add(index)) {
      events.add(
          new AnswerEvent.ToolCallStarted(
              index,
              call.path("id").asString("call_" + index),
              function.path("name").asString(""),
              null));
    }
    String arguments = text(function, "arguments");
    if (arguments != null && !arguments.isEmpty()) {
      events.add(new AnswerEvent.ToolArgumentsDelta(index, arguments));
    }
  }

  private static StopReason stopReason(String reason) {
    return switch (reason) {
      case "stop" -> StopReason.END;
      case "length" -> StopReason.MAX_TOKENS;
      case "tool_calls", "function_call" -> StopReason.TOOL_CALLS;
      case "content_filter" -> StopReason.CONTENT_FILTER;
      default -> StopReason.OTHER;
    };
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}
