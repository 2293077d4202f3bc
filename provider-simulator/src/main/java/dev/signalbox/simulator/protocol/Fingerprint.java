package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.http.Request;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that are the same whenever the request is the same. */
public final class Fingerprint {

  private static final int BASE = 36;

  private final byte[] request;

  private Fingerprint(byte[] request) {
    this.request = request;
  }

  public static Fingerprint of(Request request) {
    MessageDigest digest = sha256();
    digest.update(request.target().getBytes(StandardCharsets.UTF_8));
    return new Fingerprint(digest.digest(request.body()));
  }

  /** Hexadecimal digits, at most 64. */
  public String hex(String purpose, int length) {
    return HexFormat.of().formatHex(derived(purpose)).substring(0, length);
  }

  /** Letters and digits, at most 47. */
  public String letters(String purpose, int length) {
    // A leading one keeps the number of digits, whatever the digest begins with.
    byte[] positive = derived(purpose);
    positive[0] = 1;
    return new BigInteger(positive).toString(BASE).substring(1, 1 + length);
  }

  public String uuid(String purpose) {
    return UUID.nameUUIDFromBytes(derived(purpose)).toString();
  }

  public String base64(String purpose) {
    return Base64.getEncoder().encodeToString(derived(purpose));
  }

  private byte[] derived(String purpose) {
    MessageDigest digest = sha256();
    digest.update(purpose.getBytes(StandardCharsets.UTF_8));
    return digest.digest(request);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
