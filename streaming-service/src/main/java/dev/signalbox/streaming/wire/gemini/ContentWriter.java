package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code systemInstruction} and {@code contents}. Turns of the same role become one content:
 * results have to follow their calls in a single one, and calls a content of another role.
 */
final class ContentWriter {

  private final JsonMapper json;
  private final PartWriter parts;

  ContentWriter(JsonMapper json, GeminiModel model, Set<String> unused) {
    this.json = json;
    this.parts = new PartWriter(json, model, unused);
  }

  void write(List<Turn> turns, ObjectNode body) {
    ArrayNode instruction = json.createArrayNode();
    ArrayNode contents = json.createArrayNode();
    Turn before = null;
    ArrayNode content = instruction;
    for (Turn turn : turns) {
      boolean introduces = turn.role() == Turn.Role.SYSTEM && contents.isEmpty();
      if (!introduces && !together(before, turn)) {
        content = contents.addObject().put("role", role(turn)).putArray("parts");
      }
      parts.write(turn, content);
      before = turn;
    }
    if (!instruction.isEmpty()) {
      body.putObject("systemInstruction").set("parts", instruction);
    }
    contents.removeIf(written -> written.path("parts").isEmpty());
    body.set("contents", contents);
  }

  private static boolean together(@Nullable Turn before, Turn turn) {
    if (before == null) {
      return false;
    }
    boolean ofOneMessage = before.field().equals(turn.field());
    return before.role() == turn.role() || (ofOneMessage && role(before).equals(role(turn)));
  }

  private static String role(Turn turn) {
    return switch (turn.role()) {
      case USER, TOOL -> "user";
      case ASSISTANT -> "model";
      case SYSTEM ->
          throw new InexpressibleException(
              turn.field(), "This model takes instructions only at the beginning.");
    };
  }
}
