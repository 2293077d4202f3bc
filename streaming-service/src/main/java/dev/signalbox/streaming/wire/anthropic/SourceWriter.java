package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the {@code source} of images and documents. */
final class SourceWriter {

  private SourceWriter() {}

  static ObjectNode image(JsonMapper json, Media media, Turn turn) {
    return switch (media) {
      case Media.Link(String url) -> link(json, url);
      case Media.Inline image -> image(json, image, turn);
    };
  }

  private static ObjectNode image(JsonMapper json, Media.Inline image, Turn turn) {
    return switch (image.type()) {
      case "image/jpeg", "image/png", "image/gif", "image/webp" ->
          inline(json, image.type(), image.base64());
      case "image/jpg" -> inline(json, "image/jpeg", image.base64());
      default -> throw unknown(image.type(), turn);
    };
  }

  static ObjectNode document(JsonMapper json, Media media, Turn turn) {
    return switch (media) {
      case Media.Link(String url) -> link(json, url);
      case Media.Inline document -> document(json, document, turn);
    };
  }

  private static ObjectNode document(JsonMapper json, Media.Inline document, Turn turn) {
    if (document.type().equals("application/pdf")) {
      return inline(json, document.type(), document.base64());
    }
    if (!document.type().startsWith("text/")) {
      throw unknown(document.type(), turn);
    }
    return json.createObjectNode()
        .put("type", "text")
        .put("media_type", "text/plain")
        .put("data", text(document.base64(), turn));
  }

  private static ObjectNode inline(JsonMapper json, String type, String base64) {
    return json.createObjectNode()
        .put("type", "base64")
        .put("media_type", type)
        .put("data", base64);
  }

  private static ObjectNode link(JsonMapper json, String url) {
    return json.createObjectNode().put("type", "url").put("url", url);
  }

  private static String text(String base64, Turn turn) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("A document is not base64.", turn.field());
    }
  }

  private static InexpressibleException unknown(String type, Turn turn) {
    return new InexpressibleException(
        turn.field(), "The protocol of this model does not take '" + type + "'.");
  }
}
