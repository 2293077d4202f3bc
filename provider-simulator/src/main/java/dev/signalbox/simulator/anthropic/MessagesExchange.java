package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One request of the messages protocol and its answer. */
final class MessagesExchange implements Exchange {

  private final JsonMapper json;
  private final AnthropicErrors errors;
  private final Fingerprint ids;
  private final Inquiry inquiry;
  private final MessageUsage usage;
  private final ContentBlocks blocks;

  MessagesExchange(JsonMapper json, AnthropicErrors errors, Fingerprint ids, Inquiry inquiry) {
    this.json = json;
    this.errors = errors;
    this.ids = ids;
    this.inquiry = inquiry;
    this.usage = new MessageUsage(json);
    this.blocks = new ContentBlocks(json, ids);
  }

  @Override
  public Inquiry inquiry() {
    return inquiry;
  }

  @Override
  public Reply whole(Answer answer) {
    ObjectNode message = head();
    message.set("content", blocks.all(answer));
    message.setAll(ending(answer));
    JsonNode reported = answer.usage().object(usage::whole);
    if (reported != null) {
      message.set("usage", reported);
    }
    return Reply.json(200, json.writeValueAsString(message)).with("request-id", requestId());
  }

  @Override
  public Map<String, String> streamHeaders() {
    return Map.of(
        "Content-Type", "text/event-stream; charset=utf-8",
        "Cache-Control", "no-cache",
        "request-id", requestId());
  }

  @Override
  public Stream<Frame> frames(Answer answer) {
    return new MessageStream(json, blocks, begun(answer), ended(answer), answer).frames();
  }

  private ObjectNode begun(Answer answer) {
    ObjectNode message = head();
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    JsonNode reported = answer.usage().object(usage::begun);
    if (reported != null) {
      message.set("usage", reported);
    }
    return message;
  }

  private ObjectNode ended(Answer answer) {
    ObjectNode event = json.createObjectNode().put("type", "message_delta");
    event.set("delta", ending(answer));
    JsonNode reported = answer.usage().object(usage::ended);
    if (reported != null) {
      event.set("usage", reported);
    }
    return event;
  }

  private ObjectNode ending(Answer answer) {
    ObjectNode ending = json.createObjectNode();
    ending.put("stop_reason", StopWords.of(answer.finishReason()));
    ending.put("stop_sequence", answer.stoppedBy());
    if (answer.refusal() != null) {
      ending
          .putObject("stop_details")
          .put("type", "refusal")
          .putNull("category")
          .put("explanation", answer.refusal());
    }
    return ending;
  }

  @Override
  public Frame malformed(int after) {
    return Frame.event(
        Moment.BETWEEN, "content_block_delta", "{\"type\":\"content_block_delta\",\"index\":");
  }

  @Override
  public List<Frame> failure(int status, int after) {
    return List.of(
        Frame.event(Moment.BETWEEN, "error", json.writeValueAsString(errors.error(status))));
  }

  private ObjectNode head() {
    return json.createObjectNode()
        .put("model", inquiry.prompt().model())
        .put("id", "msg_01" + ids.letters("message", 22))
        .put("type", "message")
        .put("role", "assistant");
  }

  private String requestId() {
    return "req_01" + ids.letters("request", 22);
  }
}
