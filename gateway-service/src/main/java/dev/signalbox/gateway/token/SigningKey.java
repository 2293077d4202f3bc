package dev.signalbox.gateway.token;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that internal tokens are signed with.
 *
 * @param key the private P-256 key; its identifier is its RFC 7638 thumbprint
 * @param signsFrom when it starts to sign; published before that
 * @param retiredAt when it stops being published; null if that is not planned
 */
record SigningKey(ECKey key, Instant createdAt, Instant signsFrom, @Nullable Instant retiredAt) {
  boolean published(Instant now) {
    return retiredAt == null || now.isBefore(retiredAt);
  }

  boolean signs(Instant now) {
    return published(now) && !now.isBefore(signsFrom);
  }

  @Override
  public String toString() {
    return "SigningKey[" + key.getKeyID() + "]";
  }
}
