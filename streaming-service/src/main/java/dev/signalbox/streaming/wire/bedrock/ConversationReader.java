package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code system} and {@code messages}. Results of tools are turns of their own. */
final class ConversationReader {

  private final BlockReader blocks;

  ConversationReader(JsonMapper json, Provenance provenance) {
    this.blocks = new BlockReader(json, provenance);
  }

  List<Turn> system(Fields body) {
    List<Part> parts = new ArrayList<>();
    for (Fields block : body.objects("system")) {
      parts.add(blocks.instruction(block));
    }
    return parts.isEmpty() ? List.of() : List.of(new Turn(Turn.Role.SYSTEM, parts, "system"));
  }

  List<Turn> messages(Fields body) {
    List<Turn> turns = new ArrayList<>();
    for (Fields message : body.objects("messages")) {
      switch (message.requiredString("role")) {
        case "user" ->
            turns.addAll(
                Turn.ofUser(
                    message.objects("content").stream().map(blocks::ofUser).toList(),
                    message.path()));
        case "assistant" ->
            turns.add(
                new Turn(
                    Turn.Role.ASSISTANT,
                    message.objects("content").stream().map(blocks::ofAssistant).toList(),
                    message.path()));
        case "system" ->
            turns.add(
                new Turn(
                    Turn.Role.SYSTEM,
                    message.objects("content").stream().map(blocks::instruction).toList(),
                    message.path()));
        default -> throw message.invalid("role", "user, assistant or system");
      }
      message.requireAllRead();
    }
    return turns;
  }
}
