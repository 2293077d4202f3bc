package dev.signalbox.streaming.wire.responses;

import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An item of an answer while it comes into being; tells about itself in events. */
abstract sealed class OutputItem permits MessageItem, ReasoningItem, CallItem {

  private final ResponsesFrames frames;
  private final String id;
  private final int place;
  private String status = "in_progress";

  /**
   * Does not tell that it begins, see {@link #begin}.
   *
   * @param id without the prefix of its kind
   * @param place in the answer's list of output
   */
  OutputItem(ResponsesFrames frames, String prefix, String id, int place) {
    this.frames = frames;
    this.id = prefix + id + '_' + place;
    this.place = place;
  }

  /** All of it so far. */
  abstract void describe(ObjectNode item);

  /** The pieces that were not done yet. */
  abstract void endPieces(boolean complete);

  final ObjectNode json() {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("id", id);
    describe(item);
    return item;
  }

  final String status() {
    return status;
  }

  final void begin() {
    frames.add(
        "response.output_item.added",
        event -> event.put("output_index", place).set("item", json()));
  }

  final void end(boolean complete) {
    endPieces(complete);
    status = complete ? "completed" : "incomplete";
    frames.add(
        "response.output_item.done", event -> event.put("output_index", place).set("item", json()));
  }

  /** Tells about a piece of it. */
  final void tell(String type, Consumer<ObjectNode> fields) {
    frames.add(
        type,
        event -> {
          event.put("item_id", id).put("output_index", place);
          fields.accept(event);
        });
  }
}
