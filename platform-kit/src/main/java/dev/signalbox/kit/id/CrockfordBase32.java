package dev.signalbox.kit.id;

import java.util.UUID;

/** Crockford's base32 in lower case, for 128-bit values: 26 characters, the first from 0 to 7. */
final class CrockfordBase32 {
  static final int UUID_LENGTH = 26;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private CrockfordBase32() {}

  static String encode(UUID uuid) {
    char[] text = new char[UUID_LENGTH];
    long high = uuid.getMostSignificantBits();
    long low = uuid.getLeastSignificantBits();
    for (int i = UUID_LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(text);
  }

  static boolean isUuid(String text, int from) {
    if (text.charAt(from) > '7') {
      return false;
    }
    for (int i = from; i < from + UUID_LENGTH; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
