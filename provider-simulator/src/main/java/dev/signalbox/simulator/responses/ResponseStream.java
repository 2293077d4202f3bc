package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.script.ToolCall;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a streamed response. They are made one by one as they are sent: what repeats all of
 * the text comes last, and a text can be endless.
 */
final class ResponseStream {

  private final Events events;
  private final ResponseObject response;
  private final OutputItems items;
  private final Answer answer;

  ResponseStream(Events events, ResponseObject response, OutputItems items, Answer answer) {
    this.events = events;
    this.response = response;
    this.items = items;
    this.answer = answer;
  }

  Stream<Frame> frames() {
    int message = answer.reasoning() == null ? 0 : 1;
    int calls = OutputItems.hasMessage(answer) ? message + 1 : message;
    return Frames.inOrder(opening(), reasoning(), message(message), calls(calls), ending())
        .map(Supplier::get);
  }

  private Stream<Supplier<Frame>> opening() {
    return Stream.of("response.created", "response.in_progress")
        .map(
            type ->
                () ->
                    events.event(
                        Moment.AT_ONCE,
                        type,
                        event -> event.set("response", response.inProgress())));
  }

  private Stream<Supplier<Frame>> ending() {
    String type = "response." + Ending.status(answer.finishReason());
    return Stream.of(
        between(type, event -> event.set("response", response.ended(answer, items.all(answer)))));
  }

  private Stream<Supplier<Frame>> reasoning() {
    String text = answer.reasoning();
    if (text == null) {
      return Stream.empty();
    }
    ItemEvents item = new ItemEvents(events, items.reasoningId(), 0, "summary_index", 0);
    return Frames.inOrder(
        Stream.of(
            added(0, items.reasoningBegun()),
            item.part("response.reasoning_summary_part.added", () -> items.summary(""))),
        item.deltas("response.reasoning_summary_text.delta", answer.reasoningPieces().stream()),
        Stream.of(
            item.done("response.reasoning_summary_text.done", "text", text),
            item.part("response.reasoning_summary_part.done", () -> items.summary(text)),
            done(0, () -> items.reasoning(text))));
  }

  private Stream<Supplier<Frame>> message(int index) {
    if (!OutputItems.hasMessage(answer)) {
      return Stream.empty();
    }
    Stream<Supplier<Frame>> parts = Stream.empty();
    int part = 0;
    if (answer.hasContent() || answer.refusal() == null) {
      parts = text(new ItemEvents(events, items.messageId(), index, "content_index", part++));
    }
    if (answer.refusal() != null) {
      parts =
          Stream.concat(
              parts,
              refusal(
                  new ItemEvents(events, items.messageId(), index, "content_index", part),
                  answer.refusal()));
    }
    return Frames.inOrder(
        Stream.of(added(index, items.messageBegun())),
        parts,
        Stream.of(done(index, () -> items.message(answer))));
  }

  private Stream<Supplier<Frame>> text(ItemEvents item) {
    return Frames.inOrder(
        Stream.of(item.part("response.content_part.added", () -> items.text(""))),
        item.textDeltas(answer.content()),
        Stream.of(
            item.textDone(answer::text),
            item.part("response.content_part.done", () -> items.text(answer.text()))));
  }

  private Stream<Supplier<Frame>> refusal(ItemEvents item, String text) {
    return Frames.inOrder(
        Stream.of(item.part("response.content_part.added", () -> items.refusal(""))),
        item.deltas("response.refusal.delta", answer.refusalPieces().stream()),
        Stream.of(
            item.done("response.refusal.done", "refusal", text),
            item.part("response.content_part.done", () -> items.refusal(text))));
  }

  private Stream<Supplier<Frame>> calls(int first) {
    return IntStream.range(0, answer.toolCalls().size())
        .mapToObj(number -> call(number, first + number))
        .reduce(Stream.empty(), Stream::concat);
  }

  private Stream<Supplier<Frame>> call(int number, int index) {
    ToolCall call = answer.toolCalls().get(number);
    ItemEvents item = new ItemEvents(events, items.callId(number), index, null, 0);
    return Frames.inOrder(
        Stream.of(added(index, items.callBegun(number, call))),
        item.deltas("response.function_call_arguments.delta", call.pieces().stream()),
        Stream.of(
            item.done("response.function_call_arguments.done", "arguments", call.arguments()),
            done(index, () -> items.call(number, answer))));
  }

  private Supplier<Frame> added(int index, ObjectNode item) {
    return between(
        "response.output_item.added", event -> event.put("output_index", index).set("item", item));
  }

  private Supplier<Frame> done(int index, Supplier<ObjectNode> item) {
    return between(
        "response.output_item.done",
        event -> event.put("output_index", index).set("item", item.get()));
  }

  private Supplier<Frame> between(String type, Consumer<ObjectNode> fields) {
    return () -> events.event(Moment.BETWEEN, type, fields);
  }
}
