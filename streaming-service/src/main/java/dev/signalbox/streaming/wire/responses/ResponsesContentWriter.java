package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Words the content of a message or a result: a single text as a string, else a list of parts. */
final class ResponsesContentWriter {

  private final Turn turn;
  private final String textType;
  private final Set<String> unused;
  private final List<ObjectNode> parts = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  ResponsesContentWriter(Turn turn, String textType, Set<String> unused) {
    this.turn = turn;
    this.textType = textType;
    this.unused = unused;
  }

  void add(Part part) {
    switch (part) {
      case Part.Text(String text) -> {
        texts.add(text);
        part(textType).put("text", text);
      }
      case Part.Image(Media media) ->
          part("input_image").put("detail", "auto").put("image_url", media.url());
      case Part.Document document -> document(document);
      case Part.CacheBreak ignored -> unused.add("cache_control");
      case Part.Audio ignored -> throw inexpressible("Audio");
      case Part.ToolCall ignored -> throw inexpressible("A call of a tool");
      case Part.ToolResult ignored -> throw inexpressible("A result of a tool");
      case Part.Thinking ignored -> throw inexpressible("A thought");
      case Part.RedactedThinking ignored -> throw inexpressible("A thought");
    }
  }

  void writeTo(ObjectNode item, String name) {
    if (texts.size() == parts.size() && texts.size() < 2) {
      item.put(name, String.join("", texts));
    } else {
      item.putArray(name).addAll(parts);
    }
  }

  private void document(Part.Document document) {
    ObjectNode file = part("input_file");
    switch (document.media()) {
      case Media.Link(String url) -> file.put("file_url", url);
      case Media.Inline data ->
          file.put("filename", document.fileName()).put("file_data", data.url());
    }
  }

  private ObjectNode part(String type) {
    ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", type);
    parts.add(part);
    return part;
  }

  private InexpressibleException inexpressible(String what) {
    return new InexpressibleException(
        turn.field(), what + " cannot be told to this model in '" + turn.field() + "'.");
  }
}
