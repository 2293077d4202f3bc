package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.ClaudeModel;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code system} and {@code messages}. Turns of the same role become one message, as the API
 * would combine them: results of tools have to follow their calls in a single one.
 */
final class ConversationWriter {

  private final JsonMapper json;
  private final ClaudeModel model;
  private final BlockWriter blocks;

  ConversationWriter(JsonMapper json, ClaudeModel model, Set<String> unused) {
    this.json = json;
    this.model = model;
    this.blocks = new BlockWriter(json, unused);
  }

  void write(List<Turn> turns, ObjectNode body) {
    ArrayNode system = json.createArrayNode();
    ArrayNode messages = json.createArrayNode();
    String role = "";
    ArrayNode content = system;
    for (Turn turn : turns) {
      boolean introduces = turn.role() == Turn.Role.SYSTEM && messages.isEmpty();
      if (!introduces && !role(turn).equals(role)) {
        role = role(turn);
        content = message(role, messages);
      }
      blocks.write(turn, content);
    }
    if (!system.isEmpty()) {
      body.set("system", system);
    }
    messages.removeIf(message -> message.path("content").isEmpty());
    body.set("messages", messages);
  }

  private static ArrayNode message(String role, ArrayNode messages) {
    return messages.addObject().put("role", role).putArray("content");
  }

  private String role(Turn turn) {
    return switch (turn.role()) {
      case USER, TOOL -> "user";
      case ASSISTANT -> "assistant";
      case SYSTEM -> {
        if (!model.takesLaterInstructions()) {
          throw new InexpressibleException(
              turn.field(), "This model takes instructions only at the beginning.");
        }
        yield "system";
      }
    };
  }
}
