package dev.signalbox.routing.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * BERT's uncased tokenization: clean, lower-case without accents, split at white space and
 * punctuation, then the longest known piece first. Special tokens written in the text ("[SEP]") are
 * plain text here, so a caller cannot forge them.
 */
final class WordPieceTokenizer {

  /** A longer word is one unknown token, as in the model's training. */
  private static final int MAX_WORD = 100;

  private final Vocabulary vocabulary;

  WordPieceTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The pieces of the text, without start and separator. */
  int[] pieces(String text) {
    List<Integer> ids = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    normalise(text)
        .codePoints()
        .forEach(
            point -> {
              if (point == ' ') {
                flush(word, ids);
              } else if (isPunctuation(point)) {
                flush(word, ids);
                word.appendCodePoint(point);
                flush(word, ids);
              } else {
                word.appendCodePoint(point);
              }
            });
    flush(word, ids);
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static String normalise(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isControl(point)) {
                return;
              }
              if (isWhitespace(point)) {
                cleaned.append(' ');
              } else if (isIdeograph(point)) {
                cleaned.append(' ').appendCodePoint(point).append(' ');
              } else {
                cleaned.appendCodePoint(point);
              }
            });
    String decomposed = Normalizer.normalize(cleaned, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  private void flush(StringBuilder word, List<Integer> ids) {
    if (word.isEmpty()) {
      return;
    }
    String text = word.toString();
    word.setLength(0);
    if (text.codePointCount(0, text.length()) > MAX_WORD) {
      ids.add(vocabulary.unknown());
      return;
    }
    List<Integer> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = text.length();
      Integer id = null;
      while (to > from && id == null) {
        String piece = text.substring(from, to);
        id = vocabulary.id(from == 0 ? piece : "##" + piece);
        to = id == null ? text.offsetByCodePoints(to, -1) : to;
      }
      if (id == null) {
        ids.add(vocabulary.unknown());
        return;
      }
      pieces.add(id);
      from = to;
    }
    ids.addAll(pieces);
  }

  private static boolean isWhitespace(int point) {
    return point == '\t' || point == '\n' || point == '\r' || Character.isSpaceChar(point);
  }

  private static boolean isControl(int point) {
    if (point == '\t' || point == '\n' || point == '\r') {
      return false;
    }
    if (point == 0xFFFD) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static boolean isPunctuation(int point) {
    if ((point >= 33 && point <= 47)
        || (point >= 58 && point <= 64)
        || (point >= 91 && point <= 96)
        || (point >= 123 && point <= 126)) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** The blocks that BERT splits into single characters: not Hangul, not Kana. */
  private static boolean isIdeograph(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2A6DF)
        || (point >= 0x2A700 && point <= 0x2B73F)
        || (point >= 0x2B740 && point <= 0x2B81F)
        || (point >= 0x2B920 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }
}
