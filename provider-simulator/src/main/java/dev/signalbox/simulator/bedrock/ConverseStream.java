package dev.signalbox.simulator.bedrock;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.script.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The messages of a streamed conversation turn. */
final class ConverseStream {

  /** Hides how long the rest of a message is. */
  private static final String PADDING =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final JsonMapper json;
  private final ConverseExchange exchange;
  private final Answer answer;

  ConverseStream(JsonMapper json, ConverseExchange exchange, Answer answer) {
    this.json = json;
    this.exchange = exchange;
    this.answer = answer;
  }

  Stream<Frame> frames() {
    Stream<Frame> content = Stream.empty();
    for (Stream<Frame> block : blocks()) {
      content = Stream.concat(content, block);
    }
    return Frames.inOrder(
        Stream.of(frame("messageStart", event -> pad(event, "").put("role", "assistant"))),
        content,
        Stream.of(
            frame(
                "messageStop",
                event -> pad(event, "").put("stopReason", StopWords.of(answer.finishReason())))),
        metadata());
  }

  private Stream<Frame> metadata() {
    JsonNode usage = answer.usage().object(tokens -> ConverseUsage.streamed(json, tokens));
    return usage == null
        ? Stream.empty()
        : Stream.of(
            frame(
                "metadata",
                event -> {
                  event.putObject("metrics").put("latencyMs", ConverseExchange.latency(answer));
                  pad(event, "").set("usage", usage);
                }));
  }

  private List<Stream<Frame>> blocks() {
    List<Stream<Frame>> blocks = new ArrayList<>();
    if (answer.reasoning() != null) {
      blocks.add(reasoning(blocks.size()));
    }
    if (ConverseExchange.hasText(answer)) {
      blocks.add(text(blocks.size()));
    }
    for (int number = 0; number < answer.toolCalls().size(); number++) {
      blocks.add(call(blocks.size(), number));
    }
    return blocks;
  }

  private Stream<Frame> reasoning(int index) {
    return block(
        index,
        Stream.empty(),
        Frames.inOrder(
            answer.reasoningPieces().stream()
                .map(piece -> delta(index, piece, reasoning("text", piece))),
            Stream.of(delta(index, "", reasoning("signature", exchange.signature())))));
  }

  private ObjectNode reasoning(String field, String value) {
    ObjectNode delta = json.createObjectNode();
    delta.putObject("reasoningContent").put(field, value);
    return delta;
  }

  private Stream<Frame> text(int index) {
    return block(
        index,
        Stream.empty(),
        Frames.inOrder(answer.content(), answer.refusalPieces().stream())
            .map(piece -> delta(index, piece, json.createObjectNode().put("text", piece))));
  }

  private Stream<Frame> call(int index, int number) {
    ToolCall call = answer.toolCalls().get(number);
    Frame start =
        frame(
            "contentBlockStart",
            event ->
                pad(event.put("contentBlockIndex", index), call.name())
                    .putObject("start")
                    .putObject("toolUse")
                    .put("name", call.name())
                    .put("toolUseId", exchange.callId(number, call)));
    return block(
        index,
        Stream.of(start),
        call.pieces().stream()
            .map(
                piece -> {
                  ObjectNode delta = json.createObjectNode();
                  delta.putObject("toolUse").put("input", piece);
                  return delta(index, piece, delta);
                }));
  }

  private Stream<Frame> block(int index, Stream<Frame> start, Stream<Frame> deltas) {
    Frame stop = frame("contentBlockStop", event -> pad(event.put("contentBlockIndex", index), ""));
    return Frames.inOrder(start, deltas, Stream.of(stop));
  }

  private Frame delta(int index, String piece, ObjectNode delta) {
    return frame(
        Moment.TOKEN,
        "contentBlockDelta",
        event -> pad(event.put("contentBlockIndex", index).set("delta", delta), piece));
  }

  private static ObjectNode pad(ObjectNode event, String piece) {
    return event.put(
        "p", PADDING.substring(0, PADDING.length() - piece.length() % PADDING.length()));
  }

  private Frame frame(String type, Consumer<ObjectNode> fields) {
    return frame(Moment.BETWEEN, type, fields);
  }

  private Frame frame(Moment moment, String type, Consumer<ObjectNode> fields) {
    ObjectNode event = json.createObjectNode();
    fields.accept(event);
    return Frame.of(moment, EventStreamMessage.event(type, json.writeValueAsString(event)));
  }
}
