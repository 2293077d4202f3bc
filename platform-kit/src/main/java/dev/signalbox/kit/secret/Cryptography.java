package dev.signalbox.kit.secret;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with the nonce in front, and HKDF-SHA256 (RFC 5869). */
public final class Cryptography {

  public static final int KEY_BYTES = 32;
  public static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] SALT = "signalbox".getBytes(StandardCharsets.US_ASCII);

  private Cryptography() {}

  /** A fresh root for keys. */
  public static byte[] randomKey() {
    return random(KEY_BYTES);
  }

  public static byte[] randomNonce() {
    return random(NONCE_BYTES);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** A key for one purpose, so that no two uses share one. */
  public static SecretKey derive(byte[] root, String purpose, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(new SecretKeySpec(root, "Generic"))
                  .addSalt(SALT)
                  .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /**
   * Encrypts it.
   *
   * @param nonce never used twice with the key for other content
   * @param context what has to be given to decrypt it
   */
  public static byte[] encrypt(SecretKey key, byte[] nonce, byte[] plaintext, byte[] context) {
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plaintext);
      byte[] result = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, result, NONCE_BYTES, sealed.length);
      return result;
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** What was encrypted, or nothing if it was under another key, in another context or changed. */
  public static Optional<byte[]> decrypt(SecretKey key, byte[] sealed, byte[] context) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), context)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** HMAC-SHA256 (RFC 2104). */
  public static byte[] authenticate(SecretKey key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** Several texts as one, so that no other texts give the same. */
  public static byte[] joined(String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String text : texts) {
        byte[] one = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(one.length);
        out.write(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }

  private static IllegalStateException unavailable(GeneralSecurityException cause) {
    return new IllegalStateException("This JDK lacks an algorithm of every JDK", cause);
  }
}
