package dev.signalbox.streaming.wire.responses;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the model says, or why it declines. */
final class MessageItem extends OutputItem {

  /** A piece of the content, of which the last one is open until the message is done. */
  private record Piece(boolean refusal, StringBuilder text) {

    String event(String what) {
      return "response." + (refusal ? "refusal" : "output_text") + '.' + what;
    }

    void describe(ObjectNode part) {
      if (refusal) {
        part.put("type", "refusal").put("refusal", text.toString());
      } else {
        part.put("type", "output_text");
        part.putArray("annotations");
        part.putArray("logprobs");
        part.put("text", text.toString());
      }
    }
  }

  private final List<Piece> pieces = new ArrayList<>();

  MessageItem(ResponsesFrames frames, String id, int place) {
    super(frames, "msg_", id, place);
  }

  void say(boolean refusal, String text) {
    if (pieces.isEmpty() || pieces.getLast().refusal() != refusal) {
      endPieces(true);
      pieces.add(new Piece(refusal, new StringBuilder()));
      part("response.content_part.added");
    }
    Piece piece = pieces.getLast();
    piece.text().append(text);
    tell(
        piece.event("delta"),
        event -> {
          event.put("content_index", pieces.size() - 1).put("delta", text);
          if (!refusal) {
            event.putArray("logprobs");
          }
        });
  }

  @Override
  void endPieces(boolean complete) {
    if (pieces.isEmpty()) {
      return;
    }
    Piece piece = pieces.getLast();
    tell(
        piece.event("done"),
        event -> {
          event.put("content_index", pieces.size() - 1);
          event.put(piece.refusal() ? "refusal" : "text", piece.text().toString());
          if (!piece.refusal()) {
            event.putArray("logprobs");
          }
        });
    part("response.content_part.done");
  }

  private void part(String type) {
    tell(
        type,
        event ->
            pieces
                .getLast()
                .describe(event.put("content_index", pieces.size() - 1).putObject("part")));
  }

  @Override
  void describe(ObjectNode item) {
    item.put("type", "message").put("status", status()).put("role", "assistant");
    ArrayNode content = item.putArray("content");
    pieces.forEach(piece -> piece.describe(content.addObject()));
  }
}
