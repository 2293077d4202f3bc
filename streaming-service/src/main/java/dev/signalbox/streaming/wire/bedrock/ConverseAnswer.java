package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AssembledAnswer;
import dev.signalbox.streaming.wire.protocol.Provenance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer consists of in one piece, and at the end of its stream. The latency, which a
 * client expects to be there, is none that was measured.
 */
final class ConverseAnswer {

  private ConverseAnswer() {}

  static ObjectNode of(JsonMapper json, Provenance provenance, List<AnswerEvent> events) {
    AssembledAnswer assembled = AssembledAnswer.of(events);
    ObjectNode answer = json.createObjectNode();
    ArrayNode content =
        answer
            .putObject("output")
            .putObject("message")
            .put("role", "assistant")
            .putArray("content");
    OutputBlocks blocks = new OutputBlocks(json, provenance);
    for (Part part : assembled.parts()) {
      blocks.add(part, content);
    }
    stop(answer, assembled.stop(), assembled.stopSequence());
    metadata(answer, assembled.usage(), json);
    return answer;
  }

  static void stop(ObjectNode node, StopReason reason, @Nullable String stopSequence) {
    node.put("stopReason", ConverseStop.name(reason));
    if (stopSequence != null) {
      node.putObject("additionalModelResponseFields").put("stop_sequence", stopSequence);
    }
  }

  /** Usage that nobody told is left out: zero would be a figure. */
  static void metadata(ObjectNode node, AnswerEvent.@Nullable Usage usage, JsonMapper json) {
    if (usage != null) {
      node.set("usage", ConverseUsage.object(usage.buckets(), json));
    }
    node.putObject("metrics").put("latencyMs", 0);
  }
}
