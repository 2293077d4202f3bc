package dev.signalbox.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class VerifiedTokensTests {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final List<String> verified = new ArrayList<>();
  private final JwtTimestampValidator validity = new JwtTimestampValidator(Duration.ZERO);

  @Test
  void aSignatureIsVerifiedOnce() {
    VerifiedTokens tokens = new VerifiedTokens(this::verify, at(NOON), Duration.ofMinutes(5));

    assertThat(tokens.decode("a")).isSameAs(tokens.decode("a"));
    tokens.decode("b");

    assertThat(verified).containsExactly("a", "b");
  }

  @Test
  void aTokenThatHasExpiredIsNotGoodForHavingBeenGood() {
    VerifiedTokens tokens = new VerifiedTokens(this::verify, at(NOON), Duration.ofMinutes(5));
    tokens.decode("a");

    at(NOON.plusSeconds(61));

    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
  }

  @Test
  void whatIsRefusedIsNotRemembered() {
    VerifiedTokens tokens = new VerifiedTokens(this::verify, at(NOON), Duration.ofMinutes(5));

    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("forged"));
    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("forged"));
    assertThat(verified).containsExactly("forged", "forged");
  }

  private JwtTimestampValidator at(Instant now) {
    validity.setClock(Clock.fixed(now, ZoneOffset.UTC));
    return validity;
  }

  private Jwt verify(String token) {
    verified.add(token);
    Jwt jwt =
        Jwt.withTokenValue(token)
            .header("alg", "ES256")
            .issuedAt(NOON)
            .expiresAt(NOON.plusSeconds(60))
            .build();
    if (token.equals("forged") || validity.validate(jwt).hasErrors()) {
      throw new BadJwtException(token);
    }
    return jwt;
  }
}
