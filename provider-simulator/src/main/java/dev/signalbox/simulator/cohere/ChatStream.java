package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.script.ToolCall;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The events of a streamed chat. */
final class ChatStream {

  private final JsonMapper json;
  private final ChatExchange exchange;
  private final Answer answer;

  ChatStream(JsonMapper json, ChatExchange exchange, Answer answer) {
    this.json = json;
    this.exchange = exchange;
    this.answer = answer;
  }

  Stream<Frame> frames() {
    List<ToolCall> calls = answer.toolCalls();
    int text = answer.reasoning() == null ? 0 : 1;
    return Frames.inOrder(
        Stream.of(begun()),
        answer.reasoning() == null
            ? Stream.empty()
            : content(0, "thinking", answer.reasoningPieces().stream()),
        calls.isEmpty()
            ? content(
                text, "text", Frames.inOrder(answer.content(), answer.refusalPieces().stream()))
            : answer.content().map(this::plan),
        IntStream.range(0, calls.size())
            .mapToObj(number -> call(number, calls.get(number)))
            .reduce(Stream.empty(), Stream::concat),
        Stream.of(ended(), Frame.data(Moment.BETWEEN, "[DONE]")));
  }

  private Frame begun() {
    ObjectNode event = json.createObjectNode().put("id", exchange.id());
    event.put("type", "message-start");
    ObjectNode message = event.putObject("delta").putObject("message");
    message.put("role", "assistant").putArray("content");
    message.put("tool_plan", "").putArray("tool_calls");
    message.putArray("citations");
    return frame(Moment.BETWEEN, event);
  }

  private Frame ended() {
    ObjectNode event = event("message-end");
    event.set("delta", exchange.ending(answer));
    return frame(Moment.BETWEEN, event);
  }

  private Stream<Frame> content(int index, String type, Stream<String> pieces) {
    ObjectNode empty = json.createObjectNode().put("type", type).put(type, "");
    return Frames.inOrder(
        Stream.of(within(Moment.BETWEEN, "content-start", index, "content", empty)),
        pieces.map(
            piece ->
                within(
                    Moment.TOKEN,
                    "content-delta",
                    index,
                    "content",
                    json.createObjectNode().put(type, piece))),
        Stream.of(frame(Moment.BETWEEN, event("content-end").put("index", index))));
  }

  private Frame plan(String piece) {
    ObjectNode event = event("tool-plan-delta");
    event.putObject("delta").putObject("message").put("tool_plan", piece);
    return frame(Moment.TOKEN, event);
  }

  private Stream<Frame> call(int number, ToolCall call) {
    ObjectNode begun = exchange.call(number, call, "");
    return Frames.inOrder(
        Stream.of(within(Moment.BETWEEN, "tool-call-start", number, "tool_calls", begun)),
        call.pieces().stream()
            .map(
                piece ->
                    within(
                        Moment.TOKEN, "tool-call-delta", number, "tool_calls", arguments(piece))),
        Stream.of(frame(Moment.BETWEEN, event("tool-call-end").put("index", number))));
  }

  private ObjectNode arguments(String piece) {
    ObjectNode call = json.createObjectNode();
    call.putObject("function").put("arguments", piece);
    return call;
  }

  private Frame within(Moment moment, String type, int index, String field, JsonNode value) {
    ObjectNode event = event(type).put("index", index);
    event.putObject("delta").putObject("message").set(field, value);
    return frame(moment, event);
  }

  private ObjectNode event(String type) {
    return json.createObjectNode().put("type", type);
  }

  private Frame frame(Moment moment, ObjectNode event) {
    return Frame.event(moment, event.path("type").asString(""), json.writeValueAsString(event));
  }
}
