package dev.signalbox.streaming.wire.canonical;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the bytes of an image, a document or a sound are. */
public sealed interface Media {

  /** Parameters of the type, as a character set, are left out. */
  Pattern DATA_URL = Pattern.compile("data:([^;,]+)(?:;[^;,]+)*;base64,", Pattern.CASE_INSENSITIVE);

  /**
   * In the request.
   *
   * @param type the media type, as {@code image/png}
   * @param base64 standard alphabet, with padding
   */
  record Inline(String type, String base64) implements Media {}

  /** At an address, to be fetched by the provider. */
  record Link(String url) implements Media {}

  /** What a URL stands for: itself, or what a data URL in base64 contains (RFC 2397). */
  static Media at(String url) {
    Matcher data = DATA_URL.matcher(url);
    return data.lookingAt() ? new Inline(data.group(1), url.substring(data.end())) : new Link(url);
  }

  /** The URL that stands for it. */
  default String url() {
    return switch (this) {
      case Inline inline -> "data:" + inline.type() + ";base64," + inline.base64();
      case Link link -> link.url();
    };
  }
}
