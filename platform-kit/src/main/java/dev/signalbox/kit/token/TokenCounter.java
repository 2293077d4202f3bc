package dev.signalbox.kit.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens. A vocabulary is read when it is needed first, which takes part of a second. */
public final class TokenCounter {

  /** Longer texts are counted in pieces; a piece adds at most one token. */
  private static final int PIECE = 100_000;

  private final EncodingRegistry vocabularies = Encodings.newLazyEncodingRegistry();

  public long count(Vocabulary vocabulary, String text) {
    Encoding encoding =
        vocabularies.getEncoding(
            switch (vocabulary) {
              case O200K_BASE -> EncodingType.O200K_BASE;
              case CL100K_BASE -> EncodingType.CL100K_BASE;
            });
    long tokens = 0;
    int begin = 0;
    while (begin < text.length()) {
      int end = Math.min(begin + PIECE, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      tokens += encoding.countTokensOrdinary(text.substring(begin, end));
      begin = end;
    }
    return tokens;
  }
}
