package dev.signalbox.streaming.wire;

/** The stated estimate of tokens where nobody counts them. */
public final class TokenEstimate {

  private static final long CHARACTERS_PER_TOKEN = 4;

  private TokenEstimate() {}

  /** Four characters are a token. */
  public static long ofCharacters(long characters) {
    return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
  }
}
