package dev.signalbox.streaming.wire.canonical;

/** Where the bytes of an image, a document or a sound are. */
public sealed interface Media {

  /**
   * In the request.
   *
   * @param type the media type, as {@code image/png}
   * @param base64 standard alphabet, with padding
   */
  record Inline(String type, String base64) implements Media {}

  /** At an address, to be fetched by the provider. */
  record Link(String url) implements Media {}
}
