package dev.signalbox.kit.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key as its client sent it, which is never stored. It names its request, and tells bodies apart,
 * by HMACs under itself: a body is often a few words that could be guessed from a plain or salted
 * hash, while a key is random if clients do as they should, and no service has a better secret that
 * all its replicas and its next version share.
 */
record IdempotencyKey(String value) {
  private static final String ALGORITHM = "HmacSHA256";

  /** What is stored and looked up in place of the key. */
  String name() {
    return HexFormat.of().formatHex(hmac((byte) 0, new byte[0]));
  }

  byte[] hash(byte[] body) {
    return hmac((byte) 1, body);
  }

  private byte[] hmac(byte purpose, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(purpose);
      return mac.doFinal(content);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "IdempotencyKey[" + name() + "]";
  }
}
