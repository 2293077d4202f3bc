package dev.signalbox.gateway.key;

import dev.signalbox.gateway.secret.PlatformSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA256 under a key derived from the platform's secret. Fast is enough: API keys are random,
 * so there is nothing to guess from a stolen table, and less than nothing without the secret.
 */
public final class KeyHasher {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKey pepper;

  // One per thread and not per request: making a Mac costs more than using it.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

  public KeyHasher(PlatformSecret secret) {
    this.pepper = secret.derive("signalbox api key hash v1", ALGORITHM);
  }

  public KeyHash hash(String value) {
    return KeyHash.of(macs.get().doFinal(value.getBytes(StandardCharsets.UTF_8)));
  }

  private Mac newMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(pepper);
      return mac;
    } catch (GeneralSecurityException missingFromThisJdk) {
      throw new IllegalStateException("HmacSHA256 is not available", missingFromThisJdk);
    }
  }
}
