package dev.signalbox.simulator.bedrock;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.JsonText;
import dev.signalbox.simulator.protocol.Reply;
import dev.signalbox.simulator.script.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One request of the Converse API and its answer; fields are in alphabetical order, as there. */
final class ConverseExchange implements Exchange {

  private final JsonMapper json;
  private final BedrockErrors errors;
  private final Fingerprint ids;
  private final Inquiry inquiry;

  ConverseExchange(JsonMapper json, BedrockErrors errors, Fingerprint ids, Inquiry inquiry) {
    this.json = json;
    this.errors = errors;
    this.ids = ids;
    this.inquiry = inquiry;
  }

  @Override
  public Inquiry inquiry() {
    return inquiry;
  }

  @Override
  public Reply whole(Answer answer) {
    ObjectNode body = json.createObjectNode();
    body.putObject("metrics").put("latencyMs", latency(answer));
    ObjectNode message = body.putObject("output").putObject("message");
    message.set("content", content(answer));
    message.put("role", "assistant");
    body.put("stopReason", StopWords.of(answer.finishReason()));
    JsonNode usage = answer.usage().object(tokens -> ConverseUsage.whole(json, tokens));
    if (usage != null) {
      body.set("usage", usage);
    }
    return Reply.json(200, json.writeValueAsString(body)).with("x-amzn-RequestId", requestId());
  }

  private ArrayNode content(Answer answer) {
    ArrayNode content = json.createArrayNode();
    if (answer.reasoning() != null) {
      content
          .addObject()
          .putObject("reasoningContent")
          .putObject("reasoningText")
          .put("signature", signature())
          .put("text", answer.reasoning());
    }
    if (hasText(answer)) {
      content.addObject().put("text", answer.text() + refusal(answer));
    }
    for (int number = 0; number < answer.toolCalls().size(); number++) {
      ToolCall call = answer.toolCalls().get(number);
      ObjectNode use = content.addObject().putObject("toolUse");
      use.set("input", JsonText.value(json, call.arguments()));
      use.put("name", call.name()).put("toolUseId", callId(number, call));
    }
    return content;
  }

  @Override
  public Map<String, String> streamHeaders() {
    return Map.of(
        "Content-Type", "application/vnd.amazon.eventstream", "x-amzn-RequestId", requestId());
  }

  @Override
  public Stream<Frame> frames(Answer answer) {
    return new ConverseStream(json, this, answer).frames();
  }

  /** A whole message with right checksums, whose payload is not JSON. */
  @Override
  public Frame malformed(int after) {
    return Frame.of(
        Moment.BETWEEN,
        EventStreamMessage.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{"));
  }

  @Override
  public List<Frame> failure(int status, int after) {
    return List.of(Frame.of(Moment.BETWEEN, errors.exception(status)));
  }

  static boolean hasText(Answer answer) {
    return answer.hasContent() || answer.toolCalls().isEmpty();
  }

  static String refusal(Answer answer) {
    return answer.refusal() == null ? "" : answer.refusal();
  }

  /** Milliseconds, made up of what was said. */
  static int latency(Answer answer) {
    return 100 + answer.spokenTokens();
  }

  String callId(int number, ToolCall call) {
    return call.id() == null ? "tooluse_" + ids.letters("call " + number, 22) : call.id();
  }

  String signature() {
    return ids.base64("signature");
  }

  private String requestId() {
    return ids.uuid("request");
  }
}
