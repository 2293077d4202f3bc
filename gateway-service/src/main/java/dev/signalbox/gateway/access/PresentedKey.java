package dev.signalbox.gateway.access;

import dev.signalbox.gateway.key.KeySecrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Finds the API key in a request. */
final class PresentedKey {
  static final String API_KEY_HEADER = "x-api-key";

  private static final String BEARER = "Bearer ";

  private PresentedKey() {}

  /** The bearer token of {@code Authorization}, else {@code x-api-key}; empty if there is none. */
  static Optional<String> in(HttpHeaders headers) {
    @Nullable String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(authorization.substring(BEARER.length()).strip());
    }
    return Optional.ofNullable(headers.getFirst(API_KEY_HEADER)).map(String::strip);
  }

  static boolean isShaped(String presented) {
    return KeySecrets.isShaped(presented);
  }
}
