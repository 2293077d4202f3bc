package dev.signalbox.gateway.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Recognises paths that a server behind the gateway might read as another path. */
final class RequestPaths {
  private static final List<String> LARGE =
      List.of("/v1/", "/v1beta/", "/v2/", "/model/", "/api/v1/prices/imports");

  private RequestPaths() {}

  /** Whether requests to the path carry images, as those to models do, or whole price tables. */
  static boolean takesLargeBodies(String rawPath) {
    return LARGE.stream().anyMatch(rawPath::startsWith);
  }

  /** Whether the path says the same however often it is decoded and normalised. */
  static boolean isPlain(String rawPath) {
    if (rawPath.indexOf('%') < 0 && !rawPath.contains("/.")) {
      return true;
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    for (String segment : decoded.split("[/\\\\]", -1)) {
      String name = segment.split(";", 2)[0];
      if (name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
