package dev.signalbox.gateway.token;

import dev.signalbox.gateway.secret.PlatformSecret;
import dev.signalbox.gateway.startup.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM under a key derived from the platform's secret; a random nonce in front. */
class KeySeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  KeySeal(PlatformSecret secret) {
    this.key = secret.derive("signalbox signing key seal v1", "AES");
  }

  /**
   * @param name bound to the content: what is sealed under one name opens under no other
   */
  byte[] seal(String name, String content) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, name)
              .doFinal(content.getBytes(StandardCharsets.UTF_8));
      byte[] result = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, result, NONCE_BYTES, sealed.length);
      return result;
    } catch (GeneralSecurityException notAvailable) {
      throw new IllegalStateException("AES-GCM failed", notAvailable);
    }
  }

  /**
   * @throws StartRefusedException if it was sealed under another secret or name
   */
  String open(String name, byte[] sealed) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), name);
      byte[] content = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(content, StandardCharsets.UTF_8);
    } catch (AEADBadTagException otherSecret) {
      throw new StartRefusedException(
          "SIGNALBOX_SECRET is not the one that this database's signing key was sealed with; start"
              + " with that one",
          otherSecret);
    } catch (GeneralSecurityException notAvailable) {
      throw new IllegalStateException("AES-GCM failed", notAvailable);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
