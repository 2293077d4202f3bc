package dev.signalbox.streaming.wire.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids of tool calls in the form a provider takes, when another provider has made them. The same id
 * always becomes the same one, so that calls and results stay linked.
 */
public final class CallIds {

  private static final int LETTERS_AND_DIGITS = 36;

  private CallIds() {}

  /** The id itself, unless it is longer. */
  public static String atMost(int length, String id) {
    return id.length() <= length ? id : shortened(id, length);
  }

  /** The id itself, unless it is anything but letters and digits of that number. */
  public static String exactly(int length, String id) {
    boolean fits = id.length() == length && id.matches("[a-zA-Z0-9]+");
    return fits ? id : shortened(id, length);
  }

  private static String shortened(String id, int length) {
    String digest = digest(id);
    return digest.substring(0, Math.min(length, digest.length()));
  }

  /** Fifty letters and digits. */
  private static String digest(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      // With the bit above the hash set, none is shorter.
      return new BigInteger(1, hash).setBit(Byte.SIZE * hash.length).toString(LETTERS_AND_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
