package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code system} and {@code messages}. */
final class ConversationReader {

  private final BlockReader blocks;
  private final List<Turn> turns = new ArrayList<>();

  ConversationReader(JsonMapper json) {
    this.blocks = new BlockReader(json);
  }

  List<Turn> read(Fields body) {
    if (body.has("system")) {
      turns.add(new Turn(Turn.Role.SYSTEM, instructions(body, "system"), "system"));
    }
    for (Fields message : body.objects("messages")) {
      message(message);
    }
    Part.CacheBreak atTheEnd = CacheControl.read(body);
    if (atTheEnd != null) {
      endWith(atTheEnd);
    }
    return turns;
  }

  private void message(Fields message) {
    if (!message.has("content")) {
      throw message.missing("content");
    }
    switch (message.requiredString("role")) {
      case "user" -> turns.addAll(Turn.ofUser(blocks.parts(message, "content"), message.path()));
      case "assistant" ->
          turns.add(
              new Turn(Turn.Role.ASSISTANT, blocks.parts(message, "content"), message.path()));
      case "system" ->
          turns.add(new Turn(Turn.Role.SYSTEM, instructions(message, "content"), message.path()));
      default -> throw message.invalid("role", "user, assistant or system");
    }
    message.requireAllRead();
  }

  private List<Part> instructions(Fields holder, String name) {
    List<Part> parts = blocks.parts(holder, name);
    for (Part part : parts) {
      if (!(part instanceof Part.Text || part instanceof Part.CacheBreak)) {
        throw holder.invalid(name, "text");
      }
    }
    return parts;
  }

  /** What is said of a whole request is meant for its last block. */
  private void endWith(Part.CacheBreak cacheBreak) {
    Turn last = turns.removeLast();
    List<Part> parts = new ArrayList<>(last.parts());
    if (!(parts.getLast() instanceof Part.CacheBreak)) {
      parts.add(cacheBreak);
    }
    turns.add(new Turn(last.role(), parts, last.field()));
  }
}
