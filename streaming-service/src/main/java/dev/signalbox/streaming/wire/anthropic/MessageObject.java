package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of an answer, with the fields that the SDKs' types name. */
final class MessageObject {

  private final JsonMapper json;
  private final AnswerHeading heading;

  MessageObject(JsonMapper json, AnswerHeading heading) {
    this.json = json;
    this.heading = heading;
  }

  /** A message that has not stopped. */
  ObjectNode message(ArrayNode content, @Nullable TokenBuckets usage) {
    ObjectNode message =
        json.createObjectNode()
            .put("id", "msg_" + heading.id())
            .put("type", "message")
            .put("role", "assistant")
            .put("model", heading.model());
    message.set("content", content);
    message
        .putNull("stop_reason")
        .putNull("stop_sequence")
        .putNull("stop_details")
        .putNull("container")
        .putNull("diagnostics");
    usage(usage, message);
    return message;
  }

  static void usage(@Nullable TokenBuckets usage, ObjectNode holder) {
    ObjectNode written = holder.putObject("usage");
    if (usage == null) {
      MessagesUsage.writeNothing(written);
    } else {
      MessagesUsage.write(usage, written);
    }
  }

  /**
   * Why it stopped.
   *
   * @param refusal what the model said instead of an answer; empty when it did not
   */
  static void stop(
      AnswerEvent.Finished finished, String refusal, boolean calls, ObjectNode message) {
    String reason = Stop.write(reason(finished.reason(), !refusal.isEmpty(), calls));
    message.put("stop_reason", reason);
    message.put("stop_sequence", finished.stopSequence());
    if (reason.equals("refusal")) {
      message
          .putObject("stop_details")
          .put("type", "refusal")
          .putNull("category")
          .put("explanation", refusal.isEmpty() ? null : refusal);
    } else {
      message.putNull("stop_details");
    }
  }

  /** Not every provider's stop reason tells of calls and refusals. */
  private static StopReason reason(StopReason reason, boolean refused, boolean calls) {
    if (reason != StopReason.END) {
      return reason;
    }
    if (refused) {
      return StopReason.REFUSAL;
    }
    return calls ? StopReason.TOOL_CALLS : StopReason.END;
  }

  ObjectNode block(String type) {
    return json.createObjectNode().put("type", type);
  }

  ObjectNode text(String text) {
    return block("text").put("text", text).putNull("citations");
  }

  ObjectNode thinking(String thinking, String signature) {
    return block("thinking").put("thinking", thinking).put("signature", signature);
  }

  ObjectNode redactedThinking(String data) {
    return block("redacted_thinking").put("data", MessagesProtocol.PROVENANCE.kept(data));
  }

  ObjectNode toolUse(AnswerEvent.ToolCallStarted call, ObjectNode input) {
    ObjectNode block = block("tool_use").put("id", call.id()).put("name", call.name());
    block.set("input", input);
    block.putObject("caller").put("type", "direct");
    return block;
  }
}
