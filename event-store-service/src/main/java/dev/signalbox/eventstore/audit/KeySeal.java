package dev.signalbox.eventstore.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts private keys: AES-256-GCM, a random nonce in front, under a key derived (HKDF-SHA256)
 * from the platform's secret; the public key is bound to it, so that neither is exchanged alone.
 */
final class KeySeal {

  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] SALT = "signalbox".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PURPOSE =
      "signalbox event store audit key seal v1".getBytes(StandardCharsets.US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  /**
   * @throws IllegalArgumentException if the secret is not 32 bytes in base64
   */
  KeySeal(String secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.strip());
    if (bytes.length != SECRET_BYTES) {
      throw new IllegalArgumentException(
          "SIGNALBOX_SECRET must be 32 bytes in base64; make one with `openssl rand -base64 32`");
    }
    try {
      this.key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(new SecretKeySpec(bytes, "Generic"))
                      .addSalt(SALT)
                      .thenExpand(PURPOSE, SECRET_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] seal(byte[] privateKey, byte[] publicKey) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, publicKey).doFinal(privateKey);
      byte[] result = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, result, NONCE_BYTES, sealed.length);
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The private key, or nothing if another secret or for another public key sealed it. */
  Optional<byte[]> open(byte[] sealed, byte[] publicKey) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), publicKey);
      return Optional.of(
          cipher.doFinal(sealed, NONCE_BYTES, Math.max(0, sealed.length - NONCE_BYTES)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] publicKey) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(publicKey);
    return cipher;
  }
}
