package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.script.ToolCall;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The items a response consists of, begun and done. */
final class OutputItems {

  private final JsonMapper json;
  private final Fingerprint ids;
  private final boolean encrypted;

  /**
   * For one request.
   *
   * @param encrypted whether reasoning goes with its encrypted content
   */
  OutputItems(JsonMapper json, Fingerprint ids, boolean encrypted) {
    this.json = json;
    this.ids = ids;
    this.encrypted = encrypted;
  }

  ArrayNode all(Answer answer) {
    ArrayNode items = json.createArrayNode();
    if (answer.reasoning() != null) {
      items.add(reasoning(answer.reasoning()));
    }
    if (hasMessage(answer)) {
      items.add(message(answer));
    }
    for (int number = 0; number < answer.toolCalls().size(); number++) {
      items.add(call(number, answer));
    }
    return items;
  }

  /** Whether there is a message; a response without one has tool calls. */
  static boolean hasMessage(Answer answer) {
    return answer.hasContent() || answer.refusal() != null || answer.toolCalls().isEmpty();
  }

  String reasoningId() {
    return "rs_" + ids.hex("reasoning", 48);
  }

  String messageId() {
    return "msg_" + ids.hex("message", 48);
  }

  String callId(int number) {
    return "fc_" + ids.hex("call " + number, 48);
  }

  ObjectNode reasoningBegun() {
    ObjectNode item = json.createObjectNode().put("id", reasoningId()).put("type", "reasoning");
    if (encrypted) {
      item.put("encrypted_content", ids.base64("encrypted reasoning"));
    }
    item.putArray("summary");
    return item;
  }

  ObjectNode reasoning(String summary) {
    ObjectNode item = reasoningBegun();
    item.set("summary", json.createArrayNode().add(summary(summary)));
    return item;
  }

  ObjectNode summary(String text) {
    return json.createObjectNode().put("type", "summary_text").put("text", text);
  }

  ObjectNode messageBegun() {
    return message("in_progress", json.createArrayNode());
  }

  ObjectNode message(Answer answer) {
    ArrayNode content = json.createArrayNode();
    if (answer.hasContent() || answer.refusal() == null) {
      content.add(text(answer.text()));
    }
    if (answer.refusal() != null) {
      content.add(refusal(answer.refusal()));
    }
    return message(Ending.status(answer.finishReason()), content);
  }

  private ObjectNode message(String status, ArrayNode content) {
    ObjectNode item = json.createObjectNode().put("id", messageId());
    item.put("type", "message").put("status", status);
    item.set("content", content);
    return item.put("role", "assistant");
  }

  ObjectNode text(String text) {
    ObjectNode part = json.createObjectNode().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text);
  }

  ObjectNode refusal(String text) {
    return json.createObjectNode().put("type", "refusal").put("refusal", text);
  }

  ObjectNode callBegun(int number, ToolCall call) {
    return call(number, call, "in_progress", "");
  }

  ObjectNode call(int number, Answer answer) {
    ToolCall call = answer.toolCalls().get(number);
    return call(number, call, Ending.status(answer.finishReason()), call.arguments());
  }

  private ObjectNode call(int number, ToolCall call, String status, String arguments) {
    String made = "call_" + ids.letters("call " + number, 24);
    return json.createObjectNode()
        .put("id", callId(number))
        .put("type", "function_call")
        .put("status", status)
        .put("arguments", arguments)
        .put("call_id", call.id() == null ? made : call.id())
        .put("name", call.name());
  }
}
