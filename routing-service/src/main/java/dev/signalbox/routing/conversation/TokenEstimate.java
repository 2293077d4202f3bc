package dev.signalbox.routing.conversation;

/**
 * How many tokens a text takes, estimated on the high side for any model: three ASCII letters of a
 * word to a token, at least one to a word, a space before it free; three other ASCII characters to
 * two tokens; two UTF-8 bytes of anything else to one; and four for the message's frame.
 */
public final class TokenEstimate {

  private static final int FRAME = 4;

  private TokenEstimate() {}

  public static int of(String text) {
    long sixths = 0;
    int letters = 0;
    char before = 'x';
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (isLetter(character)) {
        letters++;
      } else {
        sixths += word(letters);
        letters = 0;
        sixths += other(character, before);
      }
      before = character;
    }
    sixths += word(letters);
    return (int) Math.min(Integer.MAX_VALUE, FRAME + (sixths + 5) / 6);
  }

  private static boolean isLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  private static long word(int letters) {
    return (letters + 2) / 3 * 6L;
  }

  private static long other(char character, char before) {
    if (character >= 0x800) {
      // Three bytes; half of a surrogate pair stands for two, so this stays on the high side.
      return 9;
    }
    if (character >= 0x80) {
      return 6;
    }
    return character == ' ' && before != ' ' ? 0 : 4;
  }
}
