package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.CallIds;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.protocol.ToolArguments;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Content blocks of a conversation's turns. */
final class InputBlocks {

  private static final int MADE_UP_ID_LENGTH = 32;

  private final JsonMapper json;
  private final CachePoints cachePoints;
  private final Provenance provenance;
  private final UnusedHints unused;
  private final DocumentNames documentNames = new DocumentNames();

  InputBlocks(JsonMapper json, CachePoints cachePoints, Provenance provenance, UnusedHints unused) {
    this.json = json;
    this.cachePoints = cachePoints;
    this.provenance = provenance;
    this.unused = unused;
  }

  void add(Turn turn, Part part, ArrayNode content) {
    switch (part) {
      case Part.Text text -> OutputBlocks.text(text.text(), content);
      case Part.Image image -> image(turn, image.media(), content);
      case Part.Document document -> document(turn, document, content);
      case Part.Audio audio -> {
        ObjectNode block = content.addObject().putObject("audio");
        media(turn, audio.media(), MediaFormats.SOUNDS, "audio", block);
      }
      case Part.ToolCall call -> {
        OutputBlocks.call(
            id(call.id()),
            call.name(),
            ToolArguments.objectOrText(json, call.arguments()),
            content);
        if (call.signature() != null) {
          unused.add("thinking");
        }
      }
      case Part.ToolResult result -> result(turn, result, content);
      case Part.Thinking thought -> thought(thought, content);
      case Part.RedactedThinking thought -> redacted(thought, content);
      case Part.CacheBreak cacheBreak -> cachePoints.add(cacheBreak, content);
    }
  }

  private static void image(Turn turn, Media media, ArrayNode content) {
    media(turn, media, MediaFormats.IMAGES, "image", content.addObject().putObject("image"));
  }

  private void document(Turn turn, Part.Document document, ArrayNode content) {
    ObjectNode block = content.addObject().putObject("document");
    media(turn, document.media(), MediaFormats.DOCUMENTS, "document", block);
    block.put("name", documentNames.unique(document.name()));
  }

  /** Converse fetches nothing: what is at an address must have been put into the request. */
  private static void media(
      Turn turn, Media media, MediaFormats formats, String kind, ObjectNode block) {
    switch (media) {
      case Media.Inline inline -> {
        String format = formats.format(inline.type());
        if (format == null) {
          throw new InexpressibleException(
              turn.field(),
              "The "
                  + kind
                  + " in '"
                  + turn.field()
                  + "' is of the type "
                  + inline.type()
                  + ", which the protocol of this model does not know.");
        }
        block.put("format", format).putObject("source").put("bytes", inline.base64());
      }
      case Media.Link ignored ->
          throw new InexpressibleException(
              turn.field(),
              "The "
                  + kind
                  + " in '"
                  + turn.field()
                  + "' is a link. The protocol of this model"
                  + " takes content in the request only: send it as base64.");
    }
  }

  private void result(Turn turn, Part.ToolResult result, ArrayNode content) {
    ObjectNode block =
        content.addObject().putObject("toolResult").put("toolUseId", id(result.callId()));
    ArrayNode parts = block.putArray("content");
    for (Part part : result.content()) {
      add(turn, part, parts);
    }
    if (result.error()) {
      block.put("status", "error");
    }
  }

  /** Unsigned thoughts are nothing that a model takes back. */
  private void thought(Part.Thinking thought, ArrayNode content) {
    String signature = provenance.own(thought.signature());
    if (signature == null) {
      unused.add("thinking");
    } else {
      OutputBlocks.thought(thought.text(), signature, content);
    }
  }

  private void redacted(Part.RedactedThinking thought, ArrayNode content) {
    String data = provenance.own(thought.data());
    if (data == null) {
      unused.add("thinking");
    } else {
      OutputBlocks.redacted(data, content);
    }
  }

  /** Ids are up to 64 letters, digits, hyphens and underscores. */
  private static String id(String id) {
    return id.matches("[a-zA-Z0-9_-]{1,64}") ? id : CallIds.exactly(MADE_UP_ID_LENGTH, id);
  }
}
