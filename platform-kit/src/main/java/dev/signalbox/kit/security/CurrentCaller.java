package dev.signalbox.kit.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** The caller and its token, as Spring Security holds them for this thread. */
public final class CurrentCaller {
  private CurrentCaller() {}

  /** The token to pass on to other services, if the thread serves an authenticated request. */
  public static @Nullable String token() {
    return authentication() instanceof JwtAuthenticationToken token
        ? token.getToken().getTokenValue()
        : null;
  }

  static Caller required() {
    if (authentication() instanceof JwtAuthenticationToken token) {
      return InternalTokenClaims.caller(token.getToken());
    }
    throw new IllegalStateException("This thread serves no authenticated request");
  }

  private static @Nullable Object authentication() {
    return SecurityContextHolder.getContext().getAuthentication();
  }
}
