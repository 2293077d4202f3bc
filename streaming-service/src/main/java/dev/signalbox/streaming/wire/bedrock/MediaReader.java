package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads images, documents and sounds, which are in the request: nobody else can look into S3. */
final class MediaReader {

  private MediaReader() {}

  /** The one that a block has, null when it has none. */
  static @Nullable Part of(Fields block) {
    Fields audio = block.object("audio");
    if (audio == null) {
      return visible(block);
    }
    Part read = new Part.Audio(inline(audio, MediaFormats.SOUNDS));
    audio.requireAllRead();
    return read;
  }

  /** An image or a document. */
  static @Nullable Part visible(Fields block) {
    Fields document = block.object("document");
    Fields image = block.object("image");
    if (document != null) {
      return document(document);
    }
    if (image == null) {
      return null;
    }
    Part read = new Part.Image(inline(image, MediaFormats.IMAGES));
    image.requireAllRead();
    return read;
  }

  private static Part document(Fields document) {
    Fields source = document.requiredObject("source");
    Part read =
        new Part.Document(
            source.has("text") ? text(document, source) : inline(document, MediaFormats.DOCUMENTS),
            document.string("name"));
    Fields citations = document.object("citations");
    if (citations != null) {
      citations.ignoreDefault("enabled", false);
      citations.requireAllRead();
    }
    document.requireAllRead();
    return read;
  }

  private static Media text(Fields document, Fields source) {
    String text = source.requiredString("text");
    source.requireAllRead();
    String format = Objects.requireNonNullElse(document.string("format"), "txt");
    return new Media.Inline(
        type(document, MediaFormats.DOCUMENTS, format),
        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Media inline(Fields block, MediaFormats formats) {
    Fields source = block.requiredObject("source");
    String bytes = source.string("bytes");
    source.requireAllRead();
    if (bytes == null) {
      throw source.missing("bytes");
    }
    if (!RedactedContent.isBase64(bytes)) {
      throw source.invalid("bytes", "base64");
    }
    return new Media.Inline(type(block, formats, block.requiredString("format")), bytes);
  }

  private static String type(Fields block, MediaFormats formats, String format) {
    String type = formats.type(format);
    if (type == null) {
      throw block.inexpressible("format");
    }
    return type;
  }
}
