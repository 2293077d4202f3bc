package dev.signalbox.gateway.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The signing keys as this replica knows them. Read anew from time to time, so that a key added by
 * another replica is published here before it signs; the last ones known stay while the database is
 * away.
 */
class KeyRing {
  private static final Logger LOGGER = LoggerFactory.getLogger(KeyRing.class);

  private final SigningKeys keys;
  private final Clock clock;
  private volatile List<SigningKey> known;

  /** Makes the first key if there is none. */
  KeyRing(SigningKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    keys.makeFirst(clock.instant().truncatedTo(ChronoUnit.MICROS));
    this.known = keys.published(clock.instant());
  }

  void refresh() {
    try {
      known = keys.published(clock.instant());
    } catch (DataAccessException databaseAway) {
      LOGGER.debug("Signing keys not read, the known ones stay", databaseAway);
    }
  }

  /** The newest key that signs already. */
  SigningKey signer() {
    Instant now = clock.instant();
    return known.stream()
        .filter(key -> key.signs(now))
        .max(Comparator.comparing(SigningKey::signsFrom))
        .orElseThrow(() -> new IllegalStateException("Every signing key is retired"));
  }

  /** The public halves of all published keys (RFC 7517, section 5). */
  String published() {
    Instant now = clock.instant();
    List<JWK> published =
        known.stream().filter(key -> key.published(now)).<JWK>map(SigningKey::key).toList();
    return new JWKSet(published).toString(true);
  }
}
