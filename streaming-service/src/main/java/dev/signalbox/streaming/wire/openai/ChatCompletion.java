package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer in one piece. */
final class ChatCompletion {

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final ObjectNode message;
  private final ChatThoughtWriter thoughts = new ChatThoughtWriter();
  private final Map<Integer, AnswerEvent.ToolCallStarted> calls = new LinkedHashMap<>();
  private final Map<Integer, StringBuilder> arguments = new LinkedHashMap<>();
  private StopReason stopReason = StopReason.OTHER;
  private @Nullable TokenBuckets usage;

  private ChatCompletion(ObjectNode message) {
    this.message = message;
  }

  static ObjectNode of(JsonMapper json, AnswerHeading heading, List<AnswerEvent> events) {
    ObjectNode whole = ChatHeading.of(json, heading, "chat.completion");
    ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
    ChatCompletion completion =
        new ChatCompletion(choice.putObject("message").put("role", "assistant"));
    completion.read(events);
    completion.message();
    choice.putNull("logprobs");
    choice.put(
        "finish_reason", ChatStopReason.of(completion.stopReason, !completion.refusal.isEmpty()));
    if (completion.usage != null) {
      ChatUsage.write(completion.usage, whole.putObject("usage"));
    }
    return whole;
  }

  private void read(List<AnswerEvent> events) {
    for (AnswerEvent event : events) {
      switch (event) {
        case AnswerEvent.TextDelta(String piece) -> text.append(piece);
        case AnswerEvent.RefusalDelta(String piece) -> refusal.append(piece);
        case AnswerEvent.ThinkingDelta(String piece) -> thoughts.text(piece, message);
        case AnswerEvent.ThinkingSigned(String signature) -> thoughts.signature(signature, message);
        case AnswerEvent.RedactedThinking(String data) -> thoughts.redacted(data, message);
        case AnswerEvent.ToolCallStarted call -> calls.put(call.index(), call);
        case AnswerEvent.ToolArgumentsDelta(int index, String piece) ->
            arguments.computeIfAbsent(index, number -> new StringBuilder()).append(piece);
        case AnswerEvent.Finished finished -> stopReason = finished.reason();
        case AnswerEvent.Usage reported -> usage = reported.buckets();
        case AnswerEvent.Started ignored -> {}
        case AnswerEvent.OtherOutput ignored -> {}
        case AnswerEvent.Failed ignored -> {}
        case AnswerEvent.Malformed ignored -> {}
        case AnswerEvent.Ended ignored -> {}
      }
    }
  }

  private void message() {
    message.put("content", text.isEmpty() ? null : text.toString());
    message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
    message.putArray("annotations");
    if (calls.isEmpty()) {
      return;
    }
    ArrayNode written = message.putArray("tool_calls");
    for (AnswerEvent.ToolCallStarted call : calls.values()) {
      String none = stopReason == StopReason.TOOL_CALLS ? "{}" : "";
      StringBuilder said = arguments.getOrDefault(call.index(), new StringBuilder(none));
      ObjectNode tool = written.addObject().put("id", call.id()).put("type", "function");
      tool.putObject("function").put("name", call.name()).put("arguments", said.toString());
      ChatProtocol.SIGNATURE.write(call.signature(), tool);
    }
  }
}
