package dev.signalbox.mcppool.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A text as the value of a header (2026-07-28, streamable HTTP, value encoding). */
final class HeaderValue {
  private static final String PREFIX = "=?base64?";
  private static final String SUFFIX = "?=";

  private HeaderValue() {}

  /** The text as it is where that is safe and cannot be mistaken, and in Base64 elsewhere. */
  static String encode(String text) {
    boolean asItIs =
        text.chars().allMatch(HeaderValue::isSafe)
            && text.strip().length() == text.length()
            && !(text.startsWith(PREFIX) && text.endsWith(SUFFIX));
    return asItIs
        ? text
        : PREFIX
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + SUFFIX;
  }

  private static boolean isSafe(int character) {
    return (character >= 0x20 && character <= 0x7E) || character == '\t';
  }
}
