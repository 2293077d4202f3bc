package dev.signalbox.gateway.key;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What an API key looks like: {@code sbx_} and 16 to 124 letters, digits, {@code _} or {@code -}.
 */
public final class KeySecrets {
  public static final String PREFIX = "sbx_";

  private static final Pattern SHAPE = Pattern.compile("sbx_[A-Za-z0-9_-]{16,124}");
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 40 characters of 62: 238 bits. */
  private static final int LENGTH = 40;

  private static final SecureRandom RANDOM = new SecureRandom();

  private KeySecrets() {}

  /** A new key, which nobody has ever seen. */
  static String next() {
    StringBuilder key = new StringBuilder(PREFIX.length() + LENGTH).append(PREFIX);
    for (int i = 0; i < LENGTH; i++) {
      key.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  public static boolean isShaped(String value) {
    return SHAPE.matcher(value).matches();
  }

  /** Enough of a key for its owner to recognise it, too little to use. */
  static String hint(String key) {
    return PREFIX + "..." + key.substring(key.length() - 4);
  }
}
