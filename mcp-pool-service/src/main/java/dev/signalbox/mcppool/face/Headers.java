package dev.signalbox.mcppool.face;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers that mirror a request (2026-07-28, streamable HTTP, request metadata). */
public record Headers(
    @Nullable String protocolVersion, @Nullable String method, @Nullable String name) {
  private static final String PREFIX = "=?base64?";
  private static final String SUFFIX = "?=";

  /** The name in the clear; empty if there is none, or it is not encoded as it says. */
  Optional<String> decodedName() {
    if (name == null || !name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return Optional.ofNullable(name);
    }
    String encoded = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
    try {
      return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
