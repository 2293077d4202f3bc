package dev.signalbox.kit.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * The token of the {@code Authorization} header, RFC 6750 section 2.1. Reads it character by
 * character: the regular expression that Spring Security has for it costs more than all else that a
 * request with a known token needs of it.
 */
final class BearerHeader implements BearerTokenResolver {

  private static final String SCHEME = "Bearer";
  private static final String BESIDE_LETTERS_AND_DIGITS = "-._~+/";

  @Override
  public @Nullable String resolve(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    if (!isToken(header)) {
      throw new OAuth2AuthenticationException(
          BearerTokenErrors.invalidToken("Bearer token is malformed"));
    }
    return header.substring(SCHEME.length() + 1);
  }

  /** One space, at least one character, and padding at the end alone. */
  private static boolean isToken(String header) {
    int from = SCHEME.length() + 1;
    int end = header.length();
    while (end > from && header.charAt(end - 1) == '=') {
      end--;
    }
    if (end <= from || header.charAt(from - 1) != ' ') {
      return false;
    }
    for (int at = from; at < end; at++) {
      if (!allowed(header.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowed(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || BESIDE_LETTERS_AND_DIGITS.indexOf(character) >= 0;
  }
}
