package dev.signalbox.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers tokens whose signature was good. The gateway sends the same token with many requests of
 * a caller, and to verify a signature costs more than most requests. What a token says of its own
 * time is looked at every time.
 */
final class VerifiedTokens implements JwtDecoder {
  private static final int REMEMBERED = 2_000;

  private final JwtDecoder verifying;
  private final OAuth2TokenValidator<Jwt> validity;
  private final Cache<String, Jwt> verified;

  /**
   * Remembers what another decoder has verified.
   *
   * @param maxAge after which a signature is verified again, since its key may be withdrawn
   */
  VerifiedTokens(JwtDecoder verifying, OAuth2TokenValidator<Jwt> validity, Duration maxAge) {
    this.verifying = verifying;
    this.validity = validity;
    this.verified = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(maxAge).build();
  }

  @Override
  public Jwt decode(String token) {
    Jwt known = verified.getIfPresent(token);
    if (known != null && !validity.validate(known).hasErrors()) {
      return known;
    }
    Jwt fresh = verifying.decode(token);
    verified.put(token, fresh);
    return fresh;
  }
}
