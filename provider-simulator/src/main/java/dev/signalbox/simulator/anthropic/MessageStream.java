package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.script.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The events of a streamed message. */
final class MessageStream {

  /** With a space, as it really comes. */
  private static final Frame PING = Frame.event(Moment.BETWEEN, "ping", "{\"type\": \"ping\"}");

  private final JsonMapper json;
  private final ContentBlocks blocks;
  private final ObjectNode begun;
  private final ObjectNode ended;
  private final Answer answer;

  /**
   * For one answer.
   *
   * @param begun the message without content
   * @param ended the event that tells how it ended
   */
  MessageStream(
      JsonMapper json, ContentBlocks blocks, ObjectNode begun, ObjectNode ended, Answer answer) {
    this.json = json;
    this.blocks = blocks;
    this.begun = begun;
    this.ended = ended;
    this.answer = answer;
  }

  Stream<Frame> frames() {
    ObjectNode start = event("message_start");
    start.set("message", begun);
    List<Stream<Frame>> contents = contents();
    Stream<Frame> content = contents.isEmpty() ? Stream.of(PING) : Stream.empty();
    for (Stream<Frame> block : contents) {
      content = Stream.concat(content, block);
    }
    return Frames.inOrder(
        Stream.of(frame(start)), content, Stream.of(frame(ended), frame(event("message_stop"))));
  }

  private List<Stream<Frame>> contents() {
    List<Stream<Frame>> contents = new ArrayList<>();
    if (answer.reasoning() != null) {
      contents.add(
          block(
              contents.size(),
              blocks.thinking("", ""),
              Frames.inOrder(
                  deltas("thinking_delta", "thinking", answer.reasoningPieces().stream()),
                  Stream.of(delta("signature_delta", "signature", blocks.signature())))));
    }
    if (ContentBlocks.hasText(answer)) {
      contents.add(
          block(contents.size(), blocks.text(""), deltas("text_delta", "text", answer.content())));
    }
    for (int number = 0; number < answer.toolCalls().size(); number++) {
      ToolCall call = answer.toolCalls().get(number);
      // The first piece of a call's input is empty.
      Stream<String> pieces = Stream.concat(Stream.of(""), call.pieces().stream());
      contents.add(
          block(
              contents.size(),
              blocks.toolUse(number, call),
              deltas("input_json_delta", "partial_json", pieces)));
    }
    return contents;
  }

  private Stream<Frame> block(int index, ObjectNode empty, Stream<ObjectNode> deltas) {
    ObjectNode start = event("content_block_start").put("index", index);
    start.set("content_block", empty);
    return Frames.inOrder(
        index == 0 ? Stream.of(frame(start), PING) : Stream.of(frame(start)),
        deltas.map(delta -> frame(index, delta)),
        Stream.of(frame(event("content_block_stop").put("index", index))));
  }

  private Stream<ObjectNode> deltas(String type, String field, Stream<String> pieces) {
    return pieces.map(piece -> delta(type, field, piece));
  }

  private ObjectNode delta(String type, String field, String piece) {
    return json.createObjectNode().put("type", type).put(field, piece);
  }

  private ObjectNode event(String type) {
    return json.createObjectNode().put("type", type);
  }

  private Frame frame(int index, ObjectNode delta) {
    ObjectNode event = event("content_block_delta").put("index", index);
    event.set("delta", delta);
    return Frame.event(Moment.TOKEN, "content_block_delta", json.writeValueAsString(event));
  }

  private Frame frame(ObjectNode event) {
    String type = event.path("type").asString("");
    return Frame.event(Moment.BETWEEN, type, json.writeValueAsString(event));
  }
}
