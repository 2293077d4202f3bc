package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.Reply;
import dev.signalbox.simulator.script.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One request of the chat protocol and its answer. */
final class ChatExchange implements Exchange {

  private final JsonMapper json;
  private final Fingerprint ids;
  private final Inquiry inquiry;

  ChatExchange(JsonMapper json, Fingerprint ids, Inquiry inquiry) {
    this.json = json;
    this.ids = ids;
    this.inquiry = inquiry;
  }

  @Override
  public Inquiry inquiry() {
    return inquiry;
  }

  @Override
  public Reply whole(Answer answer) {
    ObjectNode chat = json.createObjectNode().put("id", id());
    chat.set("message", message(answer));
    chat.setAll(ending(answer));
    return Reply.json(200, json.writeValueAsString(chat));
  }

  /** What is said before tools are called is the plan to call them. */
  private ObjectNode message(Answer answer) {
    ObjectNode message = json.createObjectNode().put("role", "assistant");
    ArrayNode content = json.createArrayNode();
    if (answer.reasoning() != null) {
      content.addObject().put("type", "thinking").put("thinking", answer.reasoning());
    }
    if (answer.toolCalls().isEmpty()) {
      String refusal = answer.refusal() == null ? "" : answer.refusal();
      content.addObject().put("type", "text").put("text", answer.text() + refusal);
    } else if (answer.hasContent()) {
      message.put("tool_plan", answer.text());
    }
    if (!answer.toolCalls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      for (int number = 0; number < answer.toolCalls().size(); number++) {
        ToolCall call = answer.toolCalls().get(number);
        calls.add(call(number, call, call.arguments()));
      }
    }
    if (!content.isEmpty()) {
      message.set("content", content);
    }
    return message;
  }

  @Override
  public Map<String, String> streamHeaders() {
    return Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-cache");
  }

  @Override
  public Stream<Frame> frames(Answer answer) {
    return new ChatStream(json, this, answer).frames();
  }

  @Override
  public Frame malformed(int after) {
    return Frame.event(
        Moment.BETWEEN, "content-delta", "{\"type\":\"content-delta\",\"index\":0,\"delta\":");
  }

  /** The message ends with the error, and the stream without [DONE]. */
  @Override
  public List<Frame> failure(int status, int after) {
    ObjectNode event = json.createObjectNode().put("type", "message-end");
    event
        .putObject("delta")
        .put("error", CohereErrors.message(status))
        .put("finish_reason", "ERROR");
    return List.of(Frame.event(Moment.BETWEEN, "message-end", json.writeValueAsString(event)));
  }

  String id() {
    return ids.uuid("chat");
  }

  ObjectNode ending(Answer answer) {
    ObjectNode ending =
        json.createObjectNode().put("finish_reason", FinishWords.of(answer.finishReason()));
    JsonNode usage = answer.usage().object(tokens -> ChatUsage.of(json, tokens));
    return usage == null ? ending : ending.set("usage", usage);
  }

  ObjectNode call(int number, ToolCall call, String arguments) {
    String made = call.name() + '_' + ids.letters("call " + number, 12);
    ObjectNode node = json.createObjectNode();
    node.put("id", call.id() == null ? made : call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }
}
