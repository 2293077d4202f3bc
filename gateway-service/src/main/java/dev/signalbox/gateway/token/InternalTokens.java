package dev.signalbox.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.InternalTokenClaims;
import dev.signalbox.kit.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Makes the tokens that services behind the gateway trust. A token is used for many requests of the
 * same caller and lives as long as the request that carries it may take: services pass it on to
 * each other until the request's deadline.
 */
public final class InternalTokens {
  private static final int REMEMBERED = 20_000;

  private record Ticket(Caller caller, TokenLife life) {}

  private record Minted(String token, Instant reusedUntil) {}

  private final Cache<Ticket, Minted> minted =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(TokenLife.LONGEST).build();
  private final KeyRing ring;
  private final Clock clock;

  InternalTokens(KeyRing ring, Clock clock) {
    this.ring = ring;
    this.clock = clock;
  }

  /** A token for the caller that is still good at the deadline. */
  public String tokenFor(Caller caller, Deadline deadline) {
    Instant now = clock.instant();
    Ticket ticket = new Ticket(caller, TokenLife.covering(Duration.between(now, deadline.at())));
    Minted known = minted.getIfPresent(ticket);
    if (known == null || !now.isBefore(known.reusedUntil())) {
      known = mint(ticket, now);
      minted.put(ticket, known);
    }
    return known.token();
  }

  private Minted mint(Ticket ticket, Instant now) {
    SigningKey signer = ring.signer();
    Instant expiresAt = now.plus(ticket.life().life());
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(signer.key().getKeyID())
                .build(),
            claims(ticket.caller(), now, expiresAt));
    try {
      token.sign(new ECDSASigner(signer.key()));
    } catch (JOSEException notAvailable) {
      throw new IllegalStateException("ES256 failed", notAvailable);
    }
    return new Minted(token.serialize(), now.plus(ticket.life().reuse()));
  }

  private static JWTClaimsSet claims(Caller caller, Instant now, Instant expiresAt) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(InternalTokenClaims.ISSUER)
            .audience(InternalTokenClaims.AUDIENCE)
            .subject(caller.subject())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiresAt))
            .claim(
                InternalTokenClaims.ROLES,
                caller.roles().stream().map(Role::wireName).sorted().toList());
    if (caller.keyId() != null) {
      claims.claim(InternalTokenClaims.KEY_ID, caller.keyId());
    }
    if (caller.user() != null) {
      claims.claim(InternalTokenClaims.USER, caller.user());
    }
    if (caller.team() != null) {
      claims.claim(InternalTokenClaims.TEAM, caller.team());
    }
    if (caller.agents() != null) {
      claims.claim(InternalTokenClaims.AGENTS, caller.agents().stream().sorted().toList());
    }
    return claims.build();
  }
}
