package dev.signalbox.gateway.access;

import dev.signalbox.kit.security.Role;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The coarse rule: who may come in at all. Services decide the rest by the internal token. */
final class AccessRule {
  private static final List<PathPattern> OPEN =
      patterns(
          "/",
          "/.well-known/jwks.json",
          "/docs",
          "/docs/**",
          "/favicon.ico",
          // Browsers and authorization servers come without a key; the service knows what is
          // theirs.
          "/api/v1/mcp/oauth/*");
  private static final List<PathPattern> ADMINISTRATION = patterns("/api/v1/keys/**");

  private AccessRule() {}

  private static List<PathPattern> patterns(String... patterns) {
    return List.of(patterns).stream().map(PathPatternParser.defaultInstance::parse).toList();
  }

  /** Whether the path needs no key. */
  static boolean isOpen(HttpMethod method, PathContainer path) {
    return isRead(method) && matches(OPEN, path);
  }

  static Role required(HttpMethod method, PathContainer path) {
    if (matches(ADMINISTRATION, path)) {
      return Role.ADMIN;
    }
    return isRead(method) ? Role.VIEWER : Role.OPERATOR;
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static boolean matches(List<PathPattern> patterns, PathContainer path) {
    for (PathPattern pattern : patterns) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
