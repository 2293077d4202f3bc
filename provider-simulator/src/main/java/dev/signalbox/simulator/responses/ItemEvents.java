package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events within one output item.
 *
 * @param partField the field that tells the part of the item, null when it has none
 */
record ItemEvents(
    Events events, String id, int outputIndex, @Nullable String partField, int partIndex) {

  Stream<Supplier<Frame>> deltas(String type, Stream<String> pieces) {
    return pieces.map(
        piece ->
            event(
                Moment.TOKEN,
                type,
                event -> {
                  event.put("delta", piece);
                  events.pad(event, piece);
                }));
  }

  Stream<Supplier<Frame>> textDeltas(Stream<String> pieces) {
    return pieces.map(
        piece ->
            event(
                Moment.TOKEN,
                "response.output_text.delta",
                event -> {
                  event.put("delta", piece).putArray("logprobs");
                  events.pad(event, piece);
                }));
  }

  Supplier<Frame> textDone(Supplier<String> text) {
    return event(
        Moment.BETWEEN,
        "response.output_text.done",
        event -> event.put("text", text.get()).putArray("logprobs"));
  }

  Supplier<Frame> done(String type, String field, String said) {
    return event(Moment.BETWEEN, type, event -> event.put(field, said));
  }

  Supplier<Frame> part(String type, Supplier<ObjectNode> part) {
    return event(Moment.BETWEEN, type, event -> event.set("part", part.get()));
  }

  private Supplier<Frame> event(Moment moment, String type, Consumer<ObjectNode> fields) {
    return () ->
        events.event(
            moment,
            type,
            event -> {
              event.put("item_id", id).put("output_index", outputIndex);
              if (partField != null) {
                event.put(partField, partIndex);
              }
              fields.accept(event);
            });
  }
}
