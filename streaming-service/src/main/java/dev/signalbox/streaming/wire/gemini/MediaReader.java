package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;

/** Reads {@code inlineData} and {@code fileData}. */
final class MediaReader {

  /** Only Gemini can read what was uploaded to it. */
  private static final String UPLOADED = "https://generativelanguage.googleapis.com/";

  private MediaReader() {}

  static Part part(Fields part) {
    Fields inline = part.object("inlineData");
    if (inline != null) {
      String type = inline.requiredString("mimeType");
      Part read =
          part(
              type,
              new Media.Inline(type, inline.requiredString("data")),
              inline.string("displayName"),
              inline);
      inline.requireAllRead();
      return read;
    }
    return file(part.requiredObject("fileData"));
  }

  private static Part file(Fields file) {
    String uri = file.requiredString("fileUri");
    if (!uri.startsWith("http") || uri.startsWith(UPLOADED)) {
      throw file.inexpressible("fileUri");
    }
    String type = file.string("mimeType");
    Part read =
        part(
            type == null ? MediaTypes.ofName(uri) : type,
            new Media.Link(uri),
            file.string("displayName"),
            file);
    file.requireAllRead();
    return read;
  }

  private static Part part(
      @Nullable String type, Media media, @Nullable String name, Fields within) {
    if (type == null) {
      throw within.missing("mimeType");
    }
    if (type.startsWith("image/")) {
      return new Part.Image(media);
    }
    if (type.startsWith("audio/")) {
      return new Part.Audio(media);
    }
    if (type.startsWith("text/") || type.startsWith("application/")) {
      return new Part.Document(media, name);
    }
    throw within.inexpressible("mimeType");
  }
}
