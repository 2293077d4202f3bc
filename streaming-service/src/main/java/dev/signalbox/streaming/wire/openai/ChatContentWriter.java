package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words the content of one message: a single text as a string, else a list of parts. Only users say
 * anything but text.
 */
final class ChatContentWriter {

  private final Turn turn;
  private final boolean plain;
  private final Set<String> unused;
  private final List<ObjectNode> parts = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /**
   * The content of a turn, or of a tool's result in it.
   *
   * @param plain whether several texts are put into one string
   * @param unused takes the names of hints that have no place
   */
  ChatContentWriter(Turn turn, boolean plain, Set<String> unused) {
    this.turn = turn;
    this.plain = plain;
    this.unused = unused;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void add(Part part) {
    switch (part) {
      case Part.Text(String text) -> text(text);
      case Part.Image(Media media) ->
          users("image_url").putObject("image_url").put("url", media.url());
      case Part.Document document -> document(document);
      case Part.Audio(Media media) -> audio(media);
      case Part.CacheBreak ignored -> unused.add("cache_control");
      case Part.ToolCall ignored -> throw inexpressible("A call of a tool");
      case Part.ToolResult ignored -> throw inexpressible("A result of a tool");
      case Part.Thinking ignored -> throw inexpressible("A thought");
      case Part.RedactedThinking ignored -> throw inexpressible("A thought");
    }
  }

  void writeTo(ObjectNode message) {
    boolean onlyText = texts.size() == parts.size();
    if (onlyText && (plain || texts.size() < 2)) {
      message.put("content", String.join("\n\n", texts));
    } else {
      message.putArray("content").addAll(parts);
    }
  }

  private void text(String text) {
    texts.add(text);
    part("text").put("text", text);
  }

  private void document(Part.Document document) {
    if (document.media() instanceof Media.Link) {
      throw inexpressible("A document by its address");
    }
    ObjectNode file = users("file").putObject("file");
    file.put("filename", document.fileName()).put("file_data", document.media().url());
  }

  private void audio(Media media) {
    if (!(media instanceof Media.Inline(String type, String base64))) {
      throw inexpressible("Audio by its address");
    }
    String format =
        switch (type) {
          case "audio/wav", "audio/x-wav", "audio/wave" -> "wav";
          case "audio/mp3", "audio/mpeg" -> "mp3";
          default -> throw inexpressible("Audio of the type " + type);
        };
    users("input_audio").putObject("input_audio").put("data", base64).put("format", format);
  }

  private ObjectNode users(String type) {
    if (turn.role() != Turn.Role.USER) {
      throw inexpressible("Anything but text that a user has not sent");
    }
    return part(type);
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
