package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads calls of tools and their pieces, and numbers them. Pieces belong to the call with their
 * index; but Gemini's endpoint gives parallel calls the same index, so that a new id and a name
 * begin a new call.
 */
final class ChatCallReader {

  private record Place(int choice, int index) {}

  private record Open(int number, String id) {}

  private final Map<Place, Open> open = new HashMap<>();
  private int numbered;

  void read(int choice, int position, JsonNode call, JsonNode function, List<AnswerEvent> events) {
    Place place = new Place(choice, call.path("index").asInt(position));
    String id = call.path("id").asString("");
    String name = function.path("name").asString("");
    Open current = open.get(place);
    if (current == null || (!id.isEmpty() && !name.isEmpty() && !id.equals(current.id()))) {
      current = new Open(numbered++, id.isEmpty() ? "call_" + numbered : id);
      open.put(place, current);
      events.add(
          new AnswerEvent.ToolCallStarted(
              current.number(), current.id(), name, ChatProtocol.SIGNATURE.read(call)));
    }
    String arguments = arguments(function.path("arguments"));
    if (!arguments.isEmpty()) {
      events.add(new AnswerEvent.ToolArgumentsDelta(current.number(), arguments));
    }
  }

  /** Some servers send the object itself. */
  private static String arguments(JsonNode arguments) {
    return arguments.isObject() ? arguments.toString() : arguments.asString("");
  }
}
