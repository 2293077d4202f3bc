package dev.signalbox.gateway.secret;

import dev.signalbox.gateway.startup.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that all replicas of one deployment share: 32 bytes from which a key for each purpose
 * is derived (HKDF-SHA256, RFC 5869). Losing it makes every API key and the signing key useless.
 */
public final class PlatformSecret {
  static final String PROPERTY = "signalbox.gateway.secret";
  private static final int BYTES = 32;
  private static final byte[] SALT = "signalbox".getBytes(StandardCharsets.US_ASCII);

  private final SecretKey root;

  private PlatformSecret(byte[] bytes) {
    this.root = new SecretKeySpec(bytes, "Generic");
  }

  /**
   * Reads the secret as operators give it.
   *
   * @throws StartRefusedException if the value is not 32 bytes in base64
   */
  public static PlatformSecret ofBase64(@Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new StartRefusedException(
          "SIGNALBOX_SECRET is not set; give it 32 random bytes in base64, for example from"
              + " `openssl rand -base64 32`, the same for every replica and every start");
    }
    byte[] bytes = decode(value.strip());
    if (bytes.length != BYTES) {
      throw new StartRefusedException(
          "SIGNALBOX_SECRET must be exactly 32 bytes in base64, but it decodes to "
              + bytes.length
              + "; make one with `openssl rand -base64 32`");
    }
    return new PlatformSecret(bytes);
  }

  private static byte[] decode(String value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException notBase64) {
      throw new StartRefusedException(
          "SIGNALBOX_SECRET is not base64; make one with `openssl rand -base64 32`", notBase64);
    }
  }

  /**
   * A 256-bit key for one purpose.
   *
   * @param purpose names the use and its version, so that no two uses share a key
   * @param algorithm the algorithm the key is for, such as {@code AES}
   */
  public SecretKey derive(String purpose, String algorithm) {
    try {
      byte[] information = purpose.getBytes(StandardCharsets.US_ASCII);
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(root)
                  .addSalt(SALT)
                  .thenExpand(information, BYTES));
    } catch (GeneralSecurityException missingFromThisJdk) {
      throw new IllegalStateException("HKDF-SHA256 is not available", missingFromThisJdk);
    }
  }

  @Override
  public String toString() {
    return "PlatformSecret[hidden]";
  }
}
