package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.protocol.Frame;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Numbers the events of one stream. */
final class Events {

  /** A delta and its padding are a multiple of this long. */
  private static final int PADDED_TO = 16;

  private static final String PADDING = "q7GmX2bVz9LkT4Rc";

  private final JsonMapper json;
  private final boolean obfuscated;
  private int next;

  Events(JsonMapper json, int first, boolean obfuscated) {
    this.json = json;
    this.next = first;
    this.obfuscated = obfuscated;
  }

  Frame event(Frame.Moment moment, String type, Consumer<ObjectNode> fields) {
    ObjectNode event = json.createObjectNode();
    event.put("type", type).put("sequence_number", next++);
    fields.accept(event);
    return Frame.event(moment, type, json.writeValueAsString(event));
  }

  /** Hides how long the delta is, unless the client wants none of that. */
  void pad(ObjectNode event, String delta) {
    if (obfuscated) {
      event.put("obfuscation", PADDING.substring(delta.length() % PADDED_TO));
    }
  }
}
