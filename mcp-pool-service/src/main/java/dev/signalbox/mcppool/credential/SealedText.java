package dev.signalbox.mcppool.credential;

import dev.signalbox.kit.secret.KeyRing;

/**
 * A text that is kept sealed.
 *
 * @param place where it is kept; it opens nowhere else
 * @param key the key of this text alone, wrapped
 * @param content under that key
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedText(String place, KeyRing.Wrapped key, byte[] content) {
  @Override
  public String toString() {
    return "***";
  }
}
