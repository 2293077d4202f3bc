package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AssembledAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an answer consists of in one piece, and at the end of its stream. */
final class CohereAnswer {

  private CohereAnswer() {}

  static ObjectNode of(JsonMapper json, String id, List<AnswerEvent> events) {
    AssembledAnswer assembled = AssembledAnswer.of(events);
    ObjectNode answer = json.createObjectNode().put("id", id);
    ObjectNode message = answer.putObject("message").put("role", "assistant");
    ArrayNode content = json.createArrayNode();
    ArrayNode calls = json.createArrayNode();
    assembled.parts().forEach(part -> part(part, content, calls));
    if (!content.isEmpty()) {
      message.set("content", content);
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    end(answer, assembled.stop(), explained(events), assembled.usage(), json);
    return answer;
  }

  /** A signature or a thought that only its provider can read has no place. */
  private static void part(Part part, ArrayNode content, ArrayNode calls) {
    switch (part) {
      case Part.Text text -> content.addObject().put("type", "text").put("text", text.text());
      case Part.Thinking thought -> {
        if (!thought.text().isEmpty()) {
          content.addObject().put("type", "thinking").put("thinking", thought.text());
        }
      }
      case Part.ToolCall call -> call(call, calls);
      case Part.RedactedThinking ignored -> {}
      case Part.Image ignored -> {}
      case Part.Document ignored -> {}
      case Part.Audio ignored -> {}
      case Part.ToolResult ignored -> {}
      case Part.CacheBreak ignored -> {}
    }
  }

  static void call(Part.ToolCall call, ArrayNode calls) {
    calls
        .addObject()
        .put("id", call.id())
        .put("type", "function")
        .putObject("function")
        .put("name", call.name())
        .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
  }

  /** Whether a refusal is put into words. */
  private static boolean explained(List<AnswerEvent> events) {
    return events.stream()
        .anyMatch(event -> event instanceof AnswerEvent.RefusalDelta && event.output());
  }

  static void end(
      ObjectNode end,
      StopReason reason,
      boolean explained,
      AnswerEvent.@Nullable Usage usage,
      JsonMapper json) {
    String name = CohereStop.name(reason, explained);
    end.put("finish_reason", name);
    if (name.equals(CohereStop.ERROR)) {
      end.put("error", "The provider held back the rest of the answer.");
    }
    if (usage != null) {
      end.set("usage", CohereUsage.object(usage.buckets(), json));
    }
  }
}
