package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.request.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the {@code source} of images and documents. */
final class SourceReader {

  private SourceReader() {}

  static Media image(Fields source) {
    return read(source);
  }

  static Media document(Fields source) {
    if (!source.requiredString("type").equals("text")) {
      return read(source);
    }
    source.ignoreDefault("media_type", "text/plain");
    byte[] text = source.requiredString("data").getBytes(StandardCharsets.UTF_8);
    source.requireAllRead();
    return new Media.Inline("text/plain", Base64.getEncoder().encodeToString(text));
  }

  private static Media read(Fields source) {
    Media media =
        switch (source.requiredString("type")) {
          case "base64" ->
              new Media.Inline(source.requiredString("media_type"), source.requiredString("data"));
          case "url" -> Media.at(source.requiredString("url"));
          default -> throw source.inexpressible("type");
        };
    source.requireAllRead();
    return media;
  }
}
