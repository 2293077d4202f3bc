package dev.signalbox.routing.embedding;

import java.util.Arrays;

/**
 * What the model gets to read of a text. The model was trained on 128 tokens and a request says
 * what it wants at its beginning or at its end ("...stack trace... find out why"), so a long text
 * keeps its first 94 and its last 32 pieces. Only the ends of a text are tokenized at all: 256 KiB
 * cost no more than a page.
 */
final class TokenWindow {

  static final int HEAD = 94;
  static final int TAIL = 32;

  /** Characters looked at for each end; more than any {@link #HEAD} words of real text. */
  private static final int HEAD_CHARACTERS = 2_000;

  private static final int TAIL_CHARACTERS = 1_000;

  private final WordPieceTokenizer tokenizer;
  private final Vocabulary vocabulary;

  TokenWindow(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.tokenizer = new WordPieceTokenizer(vocabulary);
  }

  /** Start, at most 126 pieces, separator. */
  int[] of(String text) {
    int[] head;
    int[] tail;
    if (text.length() <= HEAD_CHARACTERS + TAIL_CHARACTERS) {
      int[] all = tokenizer.pieces(text);
      if (all.length <= HEAD + TAIL) {
        head = all;
        tail = new int[0];
      } else {
        head = Arrays.copyOf(all, HEAD);
        tail = Arrays.copyOfRange(all, all.length - TAIL, all.length);
      }
    } else {
      int[] first =
          tokenizer.pieces(text.substring(0, text.offsetByCodePoints(HEAD_CHARACTERS, -1)));
      int[] last = tokenizer.pieces(text.substring(text.length() - TAIL_CHARACTERS));
      head = Arrays.copyOf(first, Math.min(HEAD, first.length));
      tail = Arrays.copyOfRange(last, Math.max(0, last.length - TAIL), last.length);
    }
    int[] ids = new int[head.length + tail.length + 2];
    ids[0] = vocabulary.start();
    System.arraycopy(head, 0, ids, 1, head.length);
    System.arraycopy(tail, 0, ids, 1 + head.length, tail.length);
    ids[ids.length - 1] = vocabulary.separator();
    return ids;
  }
}
