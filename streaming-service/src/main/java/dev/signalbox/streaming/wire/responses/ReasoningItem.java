package dev.signalbox.streaming.wire.responses;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A thought, as its summary, and in the form in which only its provider can read it. */
final class ReasoningItem extends OutputItem {

  private @Nullable StringBuilder summary;
  private @Nullable String encrypted;

  ReasoningItem(ResponsesFrames frames, String id, int place) {
    super(frames, "rs_", id, place);
  }

  void think(String text) {
    StringBuilder thought = summary;
    if (thought == null) {
      thought = new StringBuilder();
      summary = thought;
      part("response.reasoning_summary_part.added", thought);
    }
    if (!text.isEmpty()) {
      thought.append(text);
      tell(
          "response.reasoning_summary_text.delta",
          event -> event.put("summary_index", 0).put("delta", text));
    }
  }

  void encrypted(String content) {
    encrypted = ResponsesProtocol.PROVENANCE.kept(content);
  }

  @Override
  void endPieces(boolean complete) {
    StringBuilder thought = summary;
    if (thought != null) {
      tell(
          "response.reasoning_summary_text.done",
          event -> event.put("summary_index", 0).put("text", thought.toString()));
      part("response.reasoning_summary_part.done", thought);
    }
  }

  private void part(String type, StringBuilder thought) {
    tell(type, event -> describe(event.put("summary_index", 0).putObject("part"), thought));
  }

  private static void describe(ObjectNode part, StringBuilder thought) {
    part.put("type", "summary_text").put("text", thought.toString());
  }

  @Override
  void describe(ObjectNode item) {
    item.put("type", "reasoning");
    ArrayNode parts = item.putArray("summary");
    if (summary != null) {
      describe(parts.addObject(), summary);
    }
    if (encrypted != null) {
      item.put("encrypted_content", encrypted);
    }
  }
}
