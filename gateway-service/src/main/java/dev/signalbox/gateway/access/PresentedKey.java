package dev.signalbox.gateway.access;

import dev.signalbox.gateway.key.KeySecrets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Finds the API key in a request. */
public final class PresentedKey {
  /** Where the SDKs of the protocols put a key that is no bearer token. */
  public static final List<String> API_KEY_HEADERS =
      List.of("x-api-key", "x-goog-api-key", "api-key");

  /** How a page's WebSocket, which cannot send headers, offers a key among its subprotocols. */
  public static final String SUBPROTOCOL = "signalbox.key.";

  private static final String BEARER = "Bearer ";

  private PresentedKey() {}

  /**
   * The bearer token of {@code Authorization}, else the first other header; empty if there is none.
   */
  static Optional<String> in(HttpHeaders headers) {
    @Nullable String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(authorization.substring(BEARER.length()).strip());
    }
    for (String header : API_KEY_HEADERS) {
      @Nullable String key = headers.getFirst(header);
      if (key != null) {
        return Optional.of(key.strip());
      }
    }
    return Optional.empty();
  }

  /** The key among the subprotocols that a WebSocket offers; empty if there is none. */
  static Optional<String> inSubprotocols(HttpHeaders headers) {
    return headers.getOrEmpty("Sec-WebSocket-Protocol").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(protocol -> protocol.startsWith(SUBPROTOCOL))
        .map(protocol -> protocol.substring(SUBPROTOCOL.length()))
        .findFirst();
  }

  static boolean isShaped(String presented) {
    return KeySecrets.isShaped(presented);
  }
}
