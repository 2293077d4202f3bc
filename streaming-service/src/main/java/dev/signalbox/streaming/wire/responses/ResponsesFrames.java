package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.sse.SseFormat;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The numbered events of a stream, until they are taken. */
final class ResponsesFrames {

  private final JsonMapper json;
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private int sequence;

  ResponsesFrames(JsonMapper json) {
    this.json = json;
  }

  void add(String type, Consumer<ObjectNode> fields) {
    ObjectNode event = json.createObjectNode().put("type", type).put("sequence_number", sequence++);
    fields.accept(event);
    frames.writeBytes(SseFormat.event(type, event.toString()));
  }

  byte[] take() {
    byte[] taken = frames.toByteArray();
    frames.reset();
    return taken;
  }
}
