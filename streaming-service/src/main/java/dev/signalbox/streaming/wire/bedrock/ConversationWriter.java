package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a conversation. Instructions at its beginning are {@code system}, later ones messages of
 * their own; what follows in the same role, results of tools among the user's, is one message.
 */
final class ConversationWriter {

  private final ModelFamily family;
  private final InputBlocks blocks;
  private final ArrayNode system;
  private final ArrayNode messages;
  private @Nullable String role;
  private @Nullable ArrayNode content;

  ConversationWriter(JsonMapper json, ModelFamily family, InputBlocks blocks) {
    this.family = family;
    this.blocks = blocks;
    this.system = json.createArrayNode();
    this.messages = json.createArrayNode();
  }

  void write(List<Turn> turns, ObjectNode body) {
    for (Turn turn : turns) {
      ArrayNode into =
          switch (turn.role()) {
            case SYSTEM -> role == null ? system : message(laterInstruction(turn));
            case USER, TOOL -> message("user");
            case ASSISTANT -> message("assistant");
          };
      for (Part part : turn.parts()) {
        blocks.add(turn, part, into);
      }
    }
    messages.removeIf(message -> message.path("content").isEmpty());
    body.set("messages", messages);
    if (!system.isEmpty()) {
      body.set("system", system);
    }
  }

  private String laterInstruction(Turn turn) {
    if (family instanceof ModelFamily.Claude claude && claude.model().takesLaterInstructions()) {
      return "system";
    }
    throw new InexpressibleException(
        turn.field(), "This model takes instructions only at the beginning.");
  }

  private ArrayNode message(String of) {
    ArrayNode last = content;
    if (last != null && of.equals(role)) {
      return last;
    }
    role = of;
    ArrayNode next = messages.addObject().put("role", of).putArray("content");
    content = next;
    return next;
  }
}
