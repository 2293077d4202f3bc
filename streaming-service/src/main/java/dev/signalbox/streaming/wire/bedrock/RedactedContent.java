package dev.signalbox.streaming.wire.bedrock;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Redacted thoughts, which are bytes here and text elsewhere. What Bedrock gives stays the base64
 * that it is in JSON; another provider's text goes through a client of Converse and back as bytes
 * that say so.
 */
final class RedactedContent {

  private static final byte[] MARK = "text:".getBytes(StandardCharsets.UTF_8);

  private RedactedContent() {}

  static String toBase64(String data) {
    if (isBase64(data) && !marked(Base64.getDecoder().decode(data))) {
      return data;
    }
    byte[] text = data.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(MARK, MARK.length + text.length);
    System.arraycopy(text, 0, bytes, MARK.length, text.length);
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String ofBase64(String base64) {
    if (!isBase64(base64)) {
      return base64;
    }
    byte[] bytes = Base64.getDecoder().decode(base64);
    return marked(bytes)
        ? new String(bytes, MARK.length, bytes.length - MARK.length, StandardCharsets.UTF_8)
        : base64;
  }

  static boolean isBase64(String text) {
    try {
      return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean marked(byte[] bytes) {
    return bytes.length >= MARK.length
        && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
  }
}
